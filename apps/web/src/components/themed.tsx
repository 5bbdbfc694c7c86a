"use client";
import { ThemeProvider } from "next-themes";
import type { ReactNode } from "react";
import { useNonce } from "@/lib/nonce";

/** Light or dark, as the person or the system says. */
export function Themed({ children }: { children: ReactNode }) {
  return (
    <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange nonce={useNonce()}>
      {children}
    </ThemeProvider>
  );
}
