import type { z } from "zod";
import type { StoredFile } from "../../define/index.ts";
import type { configureWebsite } from "./definition.ts";

type Input = z.input<typeof configureWebsite.input>;

const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const pixel = Uint8Array.from(atob(PIXEL), (character) => character.charCodeAt(0));

/** What the example's files hold, by artifact id: two different pictures, and code with everything that breaks code. */
export const websiteExampleFiles: Readonly<Record<string, Uint8Array | string>> = {
  "0b7c1f52-3c1e-4f8e-9a55-5d1f5a6b7c11": pixel,
  "0b7c1f52-3c1e-4f8e-9a55-5d1f5a6b7c12": Uint8Array.from([...pixel, 0]),
  "0b7c1f52-3c1e-4f8e-9a55-5d1f5a6b7c13":
    '<style>.store { --kūmara: "1" }</style>\n<script>console.log("head");</script>\n',
  "0b7c1f52-3c1e-4f8e-9a55-5d1f5a6b7c14": "<script>console.log('body \\\\ <b>');</script>\n",
};

const logo: StoredFile = {
  artifactId: "0b7c1f52-3c1e-4f8e-9a55-5d1f5a6b7c11",
  fileName: "logo.png",
  sha256: "6b7fa434f92a8b80aab02d9bf1a12e49ffcae424e4013a1c4f68b67e3d2bbcd0",
  bytes: 70,
};
const background: StoredFile = {
  artifactId: "0b7c1f52-3c1e-4f8e-9a55-5d1f5a6b7c12",
  fileName: "header.png",
  sha256: "c3dacb4406833c1951996baa6decac98833b7c40d3697d584dd100a35bddcf6d",
  bytes: 71,
};
const headCode: StoredFile = {
  artifactId: "0b7c1f52-3c1e-4f8e-9a55-5d1f5a6b7c13",
  fileName: "head.html",
  sha256: "41f45f9e91c48e5e561c5febd979f0af9a4d038b9b4e4082078e3d17db35b136",
  bytes: 79,
};
const bodyCode: StoredFile = {
  artifactId: "0b7c1f52-3c1e-4f8e-9a55-5d1f5a6b7c14",
  fileName: "body.html",
  sha256: "1c390ec02e004344e51cba5e0f5e48b63b2e8d8dc06c15b73d744e9afe81ad50",
  bytes: 45,
};

const target = { upstreamId: "RESmeantOne1", subdomain: "weta-and-vine" };

/** Invented: a dark store without files, and a light one with everything. */
export const configureWebsiteExamples = {
  dark: { ...target, theme: "dark", primaryColour: "#8A1C2B", seoTitle: 'Weta & Vine "Wellington"' },
  everything: {
    ...target,
    theme: "light",
    primaryColour: "#8a1c2b",
    secondaryColour: "#1f3d36",
    logo,
    header: { isShown: true, background, logo },
    itemLayout: "card",
    seoTitle: "Weta & Vine Wellington - Order Online for Delivery or Pickup",
    seoDescription: "7 Example Quay, Wellington 04 555 0123",
    facebookUrl: "facebook.com/example?page=1&x=2",
    instagramUrl: "https://instagram.com/example",
    headCode,
    bodyCode,
  },
} as const satisfies Record<string, Input>;
