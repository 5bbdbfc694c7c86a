import type { Directive } from "../words.ts";

/**
 * Changes elements under the application's feet, as a new release of the portal would. React still believes in its own
 * tree, so its removals and insertions must survive nodes that are no longer where it left them.
 */
export function startDrift(directive: Directive): void {
  if (running.has(directive.id)) return;
  running.add(directive.id);
  tolerateForeignChanges();
  const change = () => {
    for (const element of document.querySelectorAll<HTMLElement>(String(directive.selector))) {
      if (element.dataset.drift === directive.id) continue;
      element.dataset.drift = directive.id;
      drift(element, directive);
    }
  };
  new MutationObserver(change).observe(document.body, { childList: true, subtree: true });
  change();
}

const running = new Set<string>();

function drift(element: HTMLElement, { mode, to }: Directive): void {
  switch (mode) {
    case "remove":
      element.remove();
      return;
    case "duplicate":
      element.after(element.cloneNode(true));
      return;
    case "move":
      element.parentElement?.append(element);
      return;
    default:
      rename(element, String(to ?? "Renamed"));
  }
}

function rename(element: HTMLElement, to: string): void {
  const attribute = /^(id|class):(.+)$/.exec(to);
  if (attribute) element.setAttribute(attribute[1] ?? "", attribute[2] ?? "");
  else element.textContent = to;
}

let isTolerant = false;
function tolerateForeignChanges(): void {
  if (isTolerant) return;
  isTolerant = true;
  const { removeChild, insertBefore } = Node.prototype;
  Node.prototype.removeChild = function <Child extends Node>(child: Child): Child {
    return child.parentNode === this ? (removeChild.call(this, child) as Child) : child;
  };
  Node.prototype.insertBefore = function <Child extends Node>(child: Child, before: Node | null): Child {
    const place = before?.parentNode === this ? before : null;
    return insertBefore.call(this, child, place) as Child;
  };
}
