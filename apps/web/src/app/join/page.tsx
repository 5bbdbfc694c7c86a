import type { Metadata } from "next";
import { JoinPage } from "@/features/join/join-page";
import { JOIN_WORDS } from "@/features/join/words";
import { TrpcProvider } from "@/lib/trpc/client";

export const metadata: Metadata = { title: JOIN_WORDS.title };

// Each answer carries its own nonce for scripts: a page built once would have none.
export const dynamic = "force-dynamic";

export default function Page() {
  return (
    <TrpcProvider>
      <JoinPage />
    </TrpcProvider>
  );
}
