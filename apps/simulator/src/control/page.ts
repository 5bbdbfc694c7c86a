import type { App } from "../http/app.ts";

export function controlPage(app: App): string {
  return `<!doctype html><title>Simulator</title><h1>Simulator</h1><p>Epoch ${app.journal.epoch}</p>`;
}
