declare global {
  interface Window {
    /** There until the page listens: lets go of the keys that came before, in their order. */
    releaseEarlyKeys?: () => void;
  }
}

/** Runs in the document before any of our files is loaded, so it uses nothing from outside of itself. */
function holdEarlyKeys(): void {
  const held: KeyboardEvent[] = [];
  function hold(event: KeyboardEvent): void {
    const { key, metaKey, ctrlKey, altKey, target } = event;
    const isTyping = target instanceof Element && target.matches("input:not([type=checkbox]), textarea, select");
    const isLetter = !metaKey && !ctrlKey && !altKey && !isTyping && key.length === 1 && key !== " ";
    const isPalette = (metaKey || ctrlKey) && key.toLowerCase() === "k";
    if (event.repeat || !(isLetter || isPalette)) return;
    event.preventDefault();
    held.push(event);
  }
  document.addEventListener("keydown", hold);
  window.releaseEarlyKeys = () => {
    document.removeEventListener("keydown", hold);
    window.releaseEarlyKeys = undefined;
    for (const event of held) document.dispatchEvent(new KeyboardEvent("keydown", event));
  };
}

/**
 * What is drawn can be read before it listens. Somebody who knows the keys presses them at once: they are held until the
 * frame listens, which then calls `window.releaseEarlyKeys`.
 */
export function EarlyKeys({ nonce }: { nonce: string | undefined }) {
  return (
    <script
      suppressHydrationWarning // the browser hides the nonce from scripts
      nonce={nonce}
      dangerouslySetInnerHTML={{ __html: `(${holdEarlyKeys})()` }}
    />
  );
}
