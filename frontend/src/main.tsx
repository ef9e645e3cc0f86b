import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App.tsx";
import { startI18n } from "./i18n/i18n.ts";
import "./design/tokens.css";
import "./design/page.css";
import "./design/controls.css";
import "./app/frame.css";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
await startI18n();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
