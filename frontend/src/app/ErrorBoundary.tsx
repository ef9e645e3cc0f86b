import { Component, type ReactNode } from "react";
import { CrashNotice } from "../features/problems/CrashNotice.tsx";

/** Keeps a page's failure to that page, and says what to do. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? <CrashNotice /> : this.props.children;
  }
}
