import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { env } from "@/env";
import { Gallery } from "@/features/gallery/gallery";

export const metadata: Metadata = { title: "Gallery" };
export const dynamic = "force-dynamic";

/** Every part with a name, in every state, for the eye and for the tests. Not there in production. */
export default function GalleryPage() {
  if (env().APP_ENV === "production") notFound();
  return <Gallery />;
}
