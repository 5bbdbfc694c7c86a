import { createRoot } from "react-dom/client";
import { pause } from "./api.ts";
import { App } from "./app.tsx";
import { latencyMs } from "./boot.ts";
import { startFaults } from "./faults.tsx";
import "./style.css";

const root = document.querySelector("body > div");
if (root) {
  await pause(latencyMs.hydrateMs ?? 0);
  document.title = "Counterside";
  startFaults();
  createRoot(root).render(<App />);
}
