import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { fact } from "../support/facts.ts";
import { admin, email, newPage, type Portal, password, signIn } from "../support/portal.ts";

export function loginFacts(portal: () => Portal): void {
  describe("login and rules of the road", () => {
    let page: Page;
    // A page left behind would go on polling, and use up faults meant for others.
    afterAll(() => page.context().close());
    beforeAll(async () => {
      page = await newPage(portal());
      await page.goto(`${admin}/login`);
    });
    const fillIn = async (who: { email: string; password: string }) => {
      await page.fill('input[type="email"]', who.email);
      await page.fill('input[type="password"]', who.password);
      await page.click('button[type="submit"]');
    };

    fact("route-login", async () => {
      expect(new URL(page.url()).pathname).toBe("/login");
      await page.locator('input[type="email"]').waitFor();
    });
    fact("login-email", async () => expect(await page.locator('input[type="email"]').count()).toBe(1));
    fact("login-password", async () => expect(await page.locator('input[type="password"]').count()).toBe(1));
    fact("login-submit", async () => expect(await page.locator('button[type="submit"]').count()).toBe(1));
    fact("login-static-title", async () => {
      const html = await (
        await fetch(`http://127.0.0.1:${portal().simulator.port}/login`, { redirect: "manual" })
      ).headers.get("location");
      expect(html).toContain("admin.simulator.localhost");
      const source = await page.evaluate(() => fetch("/login").then((answer) => answer.text()));
      expect(source).toContain("<title>Admin Dashboard</title>");
      expect(await page.title()).not.toBe("Admin Dashboard");
    });
    fact("form-after-paint", async () => {
      await page.reload({ waitUntil: "domcontentloaded" });
      await page.locator('input[type="email"]').waitFor({ timeout: 15_000 });
    });
    fact("no-port", async () => {
      expect(new URL(page.url()).port).toBe("");
      await page.waitForURL(`**/${new URL(page.url()).hostname}/**`, { timeout: 5000 });
    });
    fact("login-wait-proves-nothing", async () => {
      await page.waitForURL("**/admin.simulator.localhost/**");
      expect(new URL(page.url()).pathname).toBe("/login");
    });
    fact("wrong-password-stays", async () => {
      await fillIn({ email, password: "wrong" });
      await page.locator('[role="alert"]').waitFor();
      expect(new URL(page.url()).pathname).toBe("/login");
    });
    fact("login-alert", async () => {
      expect(await page.locator('form [role="alert"]').textContent()).toContain("Wrong email or password");
    });
    fact("login-email-case", async () => {
      const answered = page.waitForResponse("**/api/session");
      await fillIn({ email: email.toLowerCase(), password });
      expect((await answered).status()).toBe(401);
    });
    fact("overlay-after-login", async () => {
      // Held back so that the overlay can be looked at.
      await portal().control.faults({ kind: "delay", route: "GET /api/restaurants", ms: 400, times: 1 });
      await fillIn({ email, password });
      await page.locator(".cover-loader.active").waitFor();
      await page.locator(".cover-loader:not(.active)").waitFor({ state: "attached" });
    });
    fact("login-route-change", async () => expect(new URL(page.url()).pathname).toBe("/restaurants"));
    fact("route-restaurants", async () => page.locator("h4").first().waitFor());
    fact("spa-push-state", async () => {
      const other = await newPage(portal());
      await other.goto(`${admin}/login`);
      await other.evaluate(() => Object.assign(window, { mark: 1 }));
      await signInHere(other);
      expect(await other.evaluate(() => "mark" in window)).toBe(true);
      await other.context().close();
    });
    fact("route-register", async () => {
      const other = await newPage(portal());
      await other.goto(`${admin}/register`);
      await other.getByText("Create an account").waitFor();
      await other.context().close();
    });
    fact("host-second-reseller", async () => {
      const other = await newPage(portal());
      await other.goto("http://admin.ozorders.localhost/login");
      await other.locator('input[type="email"]').waitFor();
      await other.context().close();
    });
    fact("resellers-apart", async () => {
      const other = await newPage(portal());
      await other.goto("http://admin.ozorders.localhost/login");
      const answered = other.waitForResponse("**/api/session");
      await other.fill('input[type="email"]', email);
      await other.fill('input[type="password"]', password);
      await other.click('button[type="submit"]');
      expect((await answered).status()).toBe(401);
      await other.context().close();
    });
    fact("unhydrated-headless", async () => {
      await portal().control.faults({ kind: "unhydrated-shell" });
      const other = await newPage(portal());
      await other.goto(`${admin}/login`, { waitUntil: "load" });
      expect(await other.title()).toBe("Admin Dashboard");
      expect(await other.locator("input").count()).toBe(0);
      await portal().control.heal();
      await other.context().close();
    });
    fact("first-match", async () => {
      await signIn(page);
      await expect(page.locator("button").click({ timeout: 5000 })).rejects.toThrow(/strict mode violation/);
      await page.hover("button");
    });
    fact("idle-with-polling", async () => {
      await signIn(page);
      await idle(page);
    });
  });
}

/** The one place that waits for silence on the network, because legacy automation does; nothing else may. */
export function idle(page: Page): Promise<void> {
  return page.waitForLoadState("networkidle", { timeout: 30_000 });
}

async function signInHere(page: Page): Promise<void> {
  await page.fill('input[type="email"]', email);
  await page.fill('input[type="password"]', password);
  await page.click('button[type="submit"]');
  await page.waitForURL("**/restaurants");
}
