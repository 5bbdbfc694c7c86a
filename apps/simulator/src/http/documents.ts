import type { Fired } from "../faults/board.ts";
import { directiveKinds } from "../faults/kinds.ts";
import { profiles } from "../profiles.ts";
import type { Boot, Directive } from "../words.ts";
import type { App } from "./app.ts";

export type Document = { status: number; html: string; headers?: Record<string, string> };

export function directivesOf(fired: Fired): Directive[] {
  return fired.faults
    .filter((fault) => directiveKinds.has(fault.kind))
    .map((fault) => ({ ...fault.params, id: fault.id, kind: fault.kind }));
}

/** The page for a document request: the application, or what a fault puts in its place. */
export function documentFor(app: App, fired: Fired, userAgent: string): Document {
  const maintenance = fired.find("maintenance-page");
  if (maintenance) return maintenancePage(Number(maintenance.params.status), maintenance.params.retryAfter);
  if (fired.has("captcha-page")) return { status: 200, html: captchaPage };
  const unhydrated = fired.find("unhydrated-shell");
  if (unhydrated && userAgent.includes(String(unhydrated.params.userAgent)))
    return { status: 200, html: shell("", "") };
  return { status: 200, html: applicationPage(app, fired) };
}

function applicationPage(app: App, fired: Fired): string {
  const boot: Boot = { directives: directivesOf(fired), latencyMs: profiles[app.profile].page };
  const { version } = app.bundle;
  const head =
    `<link rel="stylesheet" href="/assets/app.css?v=${version}">` +
    `<script id="boot" type="application/json">${JSON.stringify(boot).replaceAll("<", "\\u003c")}</script>`;
  return shell(head, `<script type="module" src="/assets/app.js?v=${version}"></script>${extraScript(fired)}`);
}

/** The static title is the one the real portal shows until its script has run. */
function shell(head: string, tail: string): string {
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Admin Dashboard</title>` +
    `<meta name="viewport" content="width=device-width, initial-scale=1">${head}</head>` +
    `<body><div></div>${tail}</body></html>`
  );
}

function extraScript(fired: Fired): string {
  const hungry = fired.find("oom-page");
  const endless = fired.find("endless-script");
  const scripts = [
    hungry &&
      `const kept=[];setInterval(()=>{for(let i=0;i<${Number(hungry.params.megabytesPerSecond) / 10};i++)kept.push(new Uint8Array(1048576).fill(7))},100)`,
    endless && `setTimeout(()=>{for(;;);},${Number(endless.params.afterMs)})`,
  ];
  return scripts.flatMap((script) => (script ? [`<script>${script}</script>`] : [])).join("");
}

function plainPage(title: string, body: string): string {
  const style =
    "body{font:16px/1.5 system-ui,sans-serif;margin:15vh auto;max-width:32rem;padding:0 1rem;color:#23303f}h1{font-size:1.5rem}";
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><style>${style}</style></head><body>${body}</body></html>`;
}

function maintenancePage(status: number, retryAfter: unknown): Document {
  const banner = `<div class="maintenance-banner" role="status"><h1>Scheduled maintenance</h1><p>We are updating the system and will be back shortly.</p></div>`;
  return {
    status,
    html: plainPage("Maintenance", banner),
    headers: typeof retryAfter === "number" ? { "retry-after": String(retryAfter) } : {},
  };
}

const captchaPage = plainPage(
  "Just a moment...",
  `<div class="captcha-challenge"><h1>Verify you are human</h1><p>Complete the check below to continue.</p><label><input type="checkbox"> I am not a robot</label></div>`,
);
