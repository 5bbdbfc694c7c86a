"use client";
import { setNonce } from "get-nonce";
import { createContext, type ReactNode, useContext, useState } from "react";

const NonceContext = createContext<string | undefined>(undefined);

/** The nonce of this document: what puts a style element into the page gives it this, or the browser leaves it out. */
export function NonceProvider({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  // The first one for good: a later answer of the server brings a nonce that is not this document's.
  const [own] = useState(() => {
    // The dialogs' scroll lock asks there. In the browser only: on the server the module is everybody's.
    if (nonce && typeof window !== "undefined") setNonce(nonce);
    return nonce;
  });
  return <NonceContext value={own}>{children}</NonceContext>;
}

export function useNonce(): string | undefined {
  return useContext(NonceContext);
}
