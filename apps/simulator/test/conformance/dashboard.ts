import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { fact } from "../support/facts.ts";
import { admin, newPage, type Portal, restaurantId, signIn } from "../support/portal.ts";
import { BUTTON, PAGE } from "../support/selectors.ts";
import { idle } from "./login.ts";

export function dashboardFacts(portal: () => Portal): void {
  describe("dashboard and restaurant shell", () => {
    let page: Page;
    // A page left behind would go on polling, and use up faults meant for others.
    afterAll(() => page.context().close());
    beforeAll(async () => {
      page = await newPage(portal());
      await signIn(page);
      await page.locator("h4").nth(1).waitFor();
    });

    fact("page-depth", async () => {
      expect(await page.locator(PAGE).count()).toBe(1);
      expect(await page.locator(`${PAGE} h4`).count()).toBeGreaterThan(0);
    });
    fact("app-root", async () => {
      expect(await page.locator("body > div").first().locator("> main").count()).toBe(1);
      expect(await page.locator("body > div:first-child > div.cover-loader").count()).toBe(1);
    });
    fact("main-children", async () => {
      const children = await page.locator("main > *").evaluateAll((all) => all.map((one) => [one.tagName, one.id]));
      expect(children[0]?.[0]).toBe("DIV");
      expect(children[1]).toEqual(["DIV", "scroll-root"]);
    });
    fact("scroll-root-scrolls", async () => {
      const overflow = await page.locator("#scroll-root").evaluate((one) => getComputedStyle(one).overflowY);
      expect(overflow).toBe("auto");
      await page.locator("#scroll-root").evaluate((one) => {
        one.scrollTop = one.scrollHeight;
      });
    });
    fact("dashboard-menu", async () => {
      const links = page.locator("#scroll-root > div > div > menu > div > div:nth-child(1) > nav > a");
      expect(await links.nth(3).textContent()).toBe("Developers");
    });
    fact("h4-only-names", async () => {
      const names = await page.locator("h4").allTextContents();
      const rows = await page.locator('[id^="restaurant-list-item-"] > div > h4').allTextContents();
      expect(names).toEqual(rows);
      expect(names).toContain("Harbour Noodle House");
    });
    fact("row-nesting", async () => {
      const buttons = page.locator(
        "#restaurant-list-item-0 > div > h4 + div.flex-line.centered.child-mr-10.m-t-2 > button",
      );
      expect(await buttons.allTextContents()).toEqual(["Manage", "View Store"]);
    });
    fact("id-row", async () => {
      const ids = await page.locator("div:has(> div > h4)").evaluateAll((all) => all.map((one) => one.id));
      expect(ids).toEqual(ids.map((_, index) => `restaurant-list-item-${index}`));
    });
    fact("id-view-store", async () => {
      expect(await page.locator("#restaurant-list-item-1 button#restaurant-list-item-view-store-1").count()).toBe(1);
    });
    fact("row-view-store", async () => {
      expect(await page.locator("#restaurant-list-item-view-store-0").textContent()).toBe("View Store");
    });
    fact("row-manage-indexed", async () => {
      const row = await page
        .locator('button:has-text("Manage")')
        .nth(1)
        .evaluate((one) => one.closest("[id]")?.id);
      expect(row).toBe("restaurant-list-item-1");
    });
    fact("create-with-restaurants", async () => {
      const buttons =
        'button:has-text("Add Restaurant"), a:has-text("Add Restaurant"), button:has-text("New Restaurant")';
      expect(await page.locator(buttons).count()).toBe(1);
    });
    fact("button-classes", async () =>
      expect(await page.locator(`${BUTTON}:has-text("Add Restaurant")`).count()).toBe(1),
    );
    fact("list-search", async () => {
      await page.fill('input[type="search"]', "noodle bar");
      await page.waitForFunction(() => document.querySelectorAll("h4").length === 1);
      await page.fill('input[type="search"]', "");
      await page.locator("h4").nth(1).waitFor();
    });
    fact("list-re-renders", async () => {
      const other = await newPage(portal());
      await other.addInitScript(() => {
        const seen = new Set<Element>();
        new MutationObserver(() => {
          for (const one of document.querySelectorAll("h4")) seen.add(one);
          Object.assign(window, { seenHeadings: seen.size });
        }).observe(document, { childList: true, subtree: true });
      });
      await signIn(other);
      const shown = await other.locator("h4").count();
      await other.waitForFunction((shown) => Number(Reflect.get(window, "seenHeadings")) >= 2 * shown, shown);
      await other.context().close();
    });
    fact("dashboard-polls", async () => {
      const other = await newPage(portal());
      await other.clock.install();
      await signIn(other);
      const isList = (request: { url: () => string }) => request.url().endsWith("/api/restaurants");
      for (const _ of [1, 2]) {
        const polled = other.waitForRequest(isList);
        await other.clock.fastForward(5000);
        await polled;
      }
      let early = 0;
      other.on("request", (request) => {
        early += isList(request) ? 1 : 0;
      });
      await other.clock.fastForward(1000);
      await other.evaluate(() => fetch("/api/session"));
      expect(early).toBe(0);
      await other.context().close();
    });
    fact("no-lingering-loader", async () => {
      expect(await page.locator('.loader, .loading, .spinner, svg[class*="spin"]').count()).toBe(0);
    });
    fact("create-empty-account", async () => {
      const other = await newPage(portal());
      await signIn(other, { email: "empty@example.test", password: "none yet" });
      expect(await other.locator('button:has-text("Create New Restaurant")').count()).toBe(1);
      expect(await other.locator("h4").count()).toBe(0);
      await other.context().close();
    });
    fact("row-manage", async () => {
      const row = await page.locator(`h4:text-is("Harbour Noodle House")`).evaluate((one) => one.closest("[id]")?.id);
      await page.click(`#${row} button:has-text("Manage")`);
      await page.waitForURL("**/restaurant/**");
    });
    fact("route-restaurant", async () => expect(page.url()).toBe(`${admin}/restaurant/${restaurantId}`));
    fact("nav-menus", async () => {
      const link = page.locator("aside #nav-link-menus, nav #nav-link-menus");
      expect(await link.first().getAttribute("href")).toContain("/menu");
    });
    fact("nav-menus-fourth", async () => {
      const ids = await page.locator('aside a, nav a, [id^="nav-link"]').evaluateAll((all) => all.map((one) => one.id));
      expect(ids[3]).toBe("nav-link-menus");
    });
    fact("nav-settings", async () => {
      const link = page.locator('nav a:has-text("Settings")');
      expect(await link.getAttribute("id")).toBe("nav-link-settings");
      expect(await link.getAttribute("href")).toContain("settings");
    });
    fact("id-nav", async () => {
      for (const name of ["menus", "settings", "view-store"])
        expect(await page.locator(`#nav-link-${name}`).count()).toBe(1);
    });
    fact("nav-view-store", async () => {
      const opened = page.context().waitForEvent("page");
      await page.click("#nav-link-view-store");
      const tab = await opened;
      await tab.waitForLoadState("domcontentloaded");
      expect(tab.url()).toBe("http://harbournoodle.simulator.localhost/");
      await tab.close();
    });
    fact("store-tab", async () => {
      const answer = await page.context().request.get(`http://127.0.0.1:${portal().simulator.port}/`, {
        headers: { host: "harbournoodle.simulator.localhost" },
      });
      expect(await answer.text()).toContain("Harbour Noodle House");
    });
    fact("host-admin", async () => {
      const href = await page.locator("#nav-link-view-store").getAttribute("href");
      expect(href).toBe("http://harbournoodle.simulator.localhost/");
    });
    fact("route-menus", async () => {
      await page.click("#nav-link-menus");
      await page.waitForURL(`**/restaurant/${restaurantId}/menus`);
      await page.goto(`${admin}/restaurant/${restaurantId}/menus`);
      await page.locator('button:has-text("CSV Import")').waitFor();
    });
    fact("route-settings", async () => {
      await page.click("#nav-link-settings");
      await page.waitForURL(`**/restaurant/${restaurantId}/settings`);
      await page.goto(`${admin}/restaurant/${restaurantId}/settings`);
      await page.getByText("Store address").waitFor();
    });
    fact("idle-settings", async () => idle(page));
    fact("idle-restaurant-page", async () => {
      await page.goto(`${admin}/restaurant/${restaurantId}`);
      await page.locator("#nav-link-menus").waitFor();
      await idle(page);
    });
    fact("store-address-readable", async () => {
      await page.goto(`${admin}/restaurant/${restaurantId}/settings`);
      await page.getByText("Store address").waitFor();
      const facts = await page
        .locator("dl > div")
        .evaluateAll((rows) =>
          Object.fromEntries(
            rows.map((row) => [row.querySelector("dt")?.textContent, row.querySelector("dd")?.textContent]),
          ),
        );
      expect(facts).toMatchObject({
        "Restaurant ID": restaurantId,
        Subdomain: "harbournoodle",
        "Store address": "http://harbournoodle.simulator.localhost",
        "Restaurant name": "Harbour Noodle House",
        Address: "12 Example Quay, Wellington 6011, New Zealand",
        "Phone number": "04 555 0123",
        "Opening hours": "Monday 11:00-21:00Friday 17:00-23:59",
        "System locale": "English - New Zealand",
        Timezone: "Auckland (Pacific/Auckland)",
        Currency: "New Zealand Dollar (NZD)",
        "Tax in prices": "On",
      });
    });
  });
}
