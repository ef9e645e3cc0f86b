import { QueryClientProvider } from "@tanstack/react-query";
import { lazy } from "react";
import { BrowserRouter, Route, Routes } from "react-router";
import { MakePage } from "../features/requests/MakePage.tsx";
import { Frame } from "./Frame.tsx";
import { NotFoundPage } from "./NotFoundPage.tsx";
import { createQueryClient } from "./queryClient.ts";

const GenerationPage = lazy(() => import("../features/generations/GenerationPage.tsx"));
const WorksheetPage = lazy(() => import("../features/worksheets/WorksheetPage.tsx"));

const queryClient = createQueryClient();

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <BrowserRouter>
        <Routes>
          <Route element={<Frame />}>
            <Route index element={<MakePage />} />
            <Route path="generations/:id" element={<GenerationPage />} />
            <Route path="worksheets/:id" element={<WorksheetPage />} />
            <Route path="*" element={<NotFoundPage />} />
          </Route>
        </Routes>
      </BrowserRouter>
    </QueryClientProvider>
  );
}
