import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { Themed } from "@/components/themed";
import { Toaster } from "@/components/ui/toast";
import { ClockProvider } from "@/lib/clock";
import { NonceProvider } from "@/lib/nonce";
import { fontVariables } from "./fonts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Pumpd Onboarding", template: "%s · Pumpd Onboarding" },
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfaf7" },
    { media: "(prefers-color-scheme: dark)", color: "#0f1518" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html lang="en-NZ" className={fontVariables} suppressHydrationWarning>
      <body>
        <NonceProvider nonce={nonce}>
          <Themed>
            <NuqsAdapter>
              <ClockProvider serverNowMs={Date.now()} serverZone="Pacific/Auckland">
                {children}
              </ClockProvider>
            </NuqsAdapter>
            <Toaster />
          </Themed>
        </NonceProvider>
      </body>
    </html>
  );
}
