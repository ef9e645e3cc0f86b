import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const service = process.env.TETRAD_URL ?? "http://127.0.0.1:8000";

const VENDOR =
  /node_modules\/(react|react-dom|scheduler|react-router|@tanstack|i18next|react-i18next|openapi-fetch|use-sync-external-store)\//u;

export default defineConfig({
  plugins: [react()],
  server: { host: "127.0.0.1", proxy: { "/api": service } },
  build: {
    // Inlined assets would be data: addresses, which the content security policy forbids.
    assetsInlineLimit: 0,
    manifest: true,
    rolldownOptions: {
      // What every page needs and seldom changes stays in one file that browsers keep over releases.
      output: { codeSplitting: { groups: [{ name: "vendor", test: VENDOR }] } },
    },
  },
  test: { environment: "jsdom", include: ["tests/**/*.test.{ts,tsx}"], restoreMocks: true },
});
