import type { NextConfig } from "next";

/** The answer headers that never vary. The policy for scripts needs a nonce and stands in `src/proxy.ts`. */
const FIXED_HEADERS = [
  { key: "Strict-Transport-Security", value: "max-age=31536000; includeSubDomains" },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value: "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
  },
];

const config: NextConfig = {
  // Set by the commands: tests build into a directory of their own.
  distDir: process.env.WEB_BUILD_DIR || ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  // The optimizer fetches what it is told to; nothing here needs it.
  images: { unoptimized: true },
  // Loaded by node itself, so that their native parts and worker threads keep working.
  serverExternalPackages: ["postgres", "better-auth"],
  // `typecheck` runs before `build` (turbo.json); doing it twice costs half a minute.
  typescript: { ignoreBuildErrors: true },
  headers: () =>
    Promise.resolve([
      { source: "/:path*", headers: FIXED_HEADERS },
      {
        source: "/api/:path*",
        headers: [{ key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'; sandbox" }],
      },
    ]),
};

export default config;
