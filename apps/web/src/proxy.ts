import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy } from "@/lib/content-security-policy";

/**
 * Headers only. Who may see or do what is decided in the procedures: a proxy can be walked around, so nothing may
 * depend on this file having run.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const mode = process.env.NODE_ENV === "development" ? "development" : "production";
  const policy = contentSecurityPolicy({ nonce, mode });
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("x-path", request.nextUrl.pathname + request.nextUrl.search); // for the way back after signing in
  headers.set("content-security-policy", policy); // Next reads the nonce for its own scripts from here
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

// Our own API answers no pages; its fixed policy stands in next.config.ts.
export const config = { matcher: "/((?!_next/static/|api/).*)" };
