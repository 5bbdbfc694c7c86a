import type { Metadata } from "next";
import { ImportPage } from "@/features/restaurants/import/import-page";
import { IMPORT_WORDS } from "@/features/restaurants/import/words";

export const metadata: Metadata = { title: IMPORT_WORDS.title };

export default function Page() {
  return <ImportPage />;
}
