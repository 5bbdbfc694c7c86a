import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { fact } from "../support/facts.ts";
import { newPage, type Portal, signIn } from "../support/portal.ts";
import {
  ASYNC_DROP,
  ASYNC_INNER,
  ASYNC_OPTION,
  BUTTON_GROUP,
  FG,
  FGC,
  MODAL,
  SELECT,
  SELECT_DROP,
  SELECT_INNER,
  SELECT_OPTION,
} from "../support/selectors.ts";

const row = (n: number) => `form > div:nth-child(${n}) > div > ${FGC}`;
const cities = [
  "Auckland",
  "Chatham",
  "Sydney",
  "Melbourne",
  "Brisbane",
  "Perth",
  "Adelaide",
  "Darwin",
  "Hobart",
  "New York",
  "Chicago",
  "Denver",
  "Los Angeles",
  "Phoenix",
  "Anchorage",
  "Honolulu",
  "London",
  "Toronto",
  "Winnipeg",
  "Edmonton",
  "Vancouver",
  "Halifax",
  "St. John's",
];

export function createFacts(portal: () => Portal): void {
  describe("create restaurant", () => {
    let page: Page;
    // A page left behind would go on polling, and use up faults meant for others.
    afterAll(() => page.context().close());
    beforeAll(async () => {
      page = await newPage(portal());
      await signIn(page);
      await page.click('button:has-text("Add Restaurant")');
      await page.locator("form").waitFor();
    });
    const optionsOf = async (n: number, search = "") => {
      await page.locator(`${row(n)} > div`).click();
      await page.keyboard.type(search);
      const texts = await page.locator(`${row(n)} ${SELECT_OPTION}`).allTextContents();
      await page.keyboard.press("Escape");
      return texts;
    };
    const submitted = async () => {
      const answer = page.waitForResponse(
        (one) => one.request().method() === "POST" && one.url().endsWith("/api/restaurants"),
      );
      await page.locator("form > button").click();
      return (await answer).status();
    };

    fact("create-one-form", async () => {
      expect(await page.locator("form").count()).toBe(1);
      expect(await page.locator(`${MODAL} > form > ${FG}`).count()).toBe(13);
    });
    fact("one-form", async () => expect(await page.locator("form").count()).toBe(1));
    fact("modal", async () => expect(await page.locator(`div[id$="-content"] > ${MODAL}`).count()).toBe(1));
    fact("modal-close", async () => {
      expect(await page.locator('div[id$="-content"] > div:first-child .modal__CloseButton-ciHmJi').count()).toBe(1);
    });
    fact("id-modal-random", async () => {
      const id = await page.locator(`div:has(> ${MODAL})`).getAttribute("id");
      expect(id).toMatch(/^[A-Za-z0-9_-]{9,10}-content$/);
    });
    fact("form-row", async () => {
      const halves = await page
        .locator(`form > ${FG}:nth-child(1) > div > *`)
        .evaluateAll((all) => all.map((one) => one.tagName));
      expect(halves).toEqual(["DIV", "DIV"]);
      expect(await page.locator(row(1)).count()).toBe(1);
    });
    fact("text-field", async () => expect(await page.locator(`${row(1)} > input[type="text"]`).count()).toBe(1));
    fact("create-subdomain-no-autofill", async () => {
      await page.locator('form input[type="text"]').first().fill("Quay Kitchen");
      expect(await page.locator('form input[type="text"]').nth(1).inputValue()).toBe("");
    });
    fact("create-name", async () => {
      expect(await page.locator(`${row(1)} > input`).inputValue()).toBe("Quay Kitchen");
    });
    fact("input-group", async () => {
      const group = page.locator(`${row(2)} > div > div.inputgroup__InputGroupField-cWVTlp.ezKAHp`);
      expect(await group.locator("> input[type=text]").count()).toBe(1);
      expect(await page.locator(`${row(2)} > div`).textContent()).toContain(".simulator.localhost");
    });
    fact("create-subdomain-click", async () => {
      await page.locator(`${row(2)} > div > div.inputgroup__InputGroupField-cWVTlp.ezKAHp`).click();
      await page.keyboard.type("quay");
      expect(await page.locator(`${row(2)} input`).inputValue()).toBe("quay");
    });
    fact("create-subdomain", async () => {
      expect(await page.locator('form input[type="text"]').nth(1).inputValue()).toBe("quay");
    });
    fact("create-map-source", async () => {
      expect(await page.locator(`${row(3)} button`).allTextContents()).toEqual(["Google Maps", "Open Street Maps"]);
      await page.click('button:has-text("Google Maps")');
    });
    fact("button-group", async () =>
      expect(await page.locator(`${row(3)} > ${BUTTON_GROUP} > button`).count()).toBe(2),
    );
    fact("create-address", async () => {
      expect(await page.locator(`form > div:nth-child(4) > div > ${FGC} > div > ${ASYNC_INNER}`).count()).toBe(1);
    });
    fact("async-select", async () =>
      expect(await page.locator(`${row(4)} > div > ${ASYNC_INNER} input`).count()).toBe(1),
    );
    fact("async-loading", async () => {
      await portal().control.faults({ kind: "delay", route: "GET /api/address-suggestions", ms: 300, times: 1 });
      await page.locator(`${row(4)} > div > ${ASYNC_INNER}`).click();
      await page.keyboard.type("7 Sample Street, Nelson, New Zealand");
      const first = page.locator(`${ASYNC_DROP} > div`);
      await first.first().waitFor();
      expect(await first.allTextContents()).toEqual(["Loading..."]);
    });
    fact("async-options", async () => {
      await page.locator(ASYNC_OPTION).first().waitFor();
      expect(await page.locator(`${ASYNC_DROP} > ${ASYNC_OPTION}`).count()).toBeGreaterThan(1);
    });
    fact("create-suggestion", async () => {
      const option = page.locator(`${ASYNC_OPTION}:has-text("7 Sample Street")`).first();
      await option.hover();
      await option.click();
      expect(await page.locator(`${row(4)} input`).inputValue()).toBe("7 Sample Street, Nelson, New Zealand");
    });
    fact("create-phone", async () => {
      expect(await page.locator('input[type="tel"]').getAttribute("placeholder")).toMatch(/contact number/i);
      await page.fill('input[type="tel"]', "03 555 0199");
    });
    fact("create-hours-one-slot", async () => expect(await page.locator(`${row(6)} select`).count()).toBe(1));
    fact("create-hours", async () => {
      expect(await page.locator(`${row(6)} select:has(option:text-is("Monday"))`).count()).toBe(1);
      expect(await page.locator(`${row(6)} input[type="text"]`).count()).toBe(2);
    });
    fact("time-defaults", async () => {
      const inputs = page.locator(`${row(6)} input[type="text"]`);
      expect([await inputs.nth(0).inputValue(), await inputs.nth(1).inputValue()]).toEqual(["09:00", "17:00"]);
      await inputs.nth(0).click();
      const selected = await inputs
        .nth(0)
        .evaluate((one: HTMLInputElement) => one.value.slice(one.selectionStart ?? 0, one.selectionEnd ?? 0));
      expect(selected).toBe("09:00");
    });
    fact("create-hours-add", async () => {
      expect(await page.locator('button:has-text("Add Time Slot")').count()).toBe(1);
      await page.click('button:has-text("Add Time Slot")');
      expect(await page.locator(`${row(6)} select`).count()).toBe(2);
    });
    fact("slot-appended", async () => {
      expect(await page.locator(`${row(6)} input[type="text"]`).count()).toBe(4);
    });
    fact("create-hours-days", async () => {
      const select = page.locator("select").filter({ has: page.locator('option:text-is("Monday")') });
      expect((await select.first().locator("option").allTextContents()).join(" ")).toBe(
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
      );
      await select.nth(0).selectOption("Tuesday");
    });
    fact("create-hours-same-day", async () => {
      await page
        .locator(`${row(6)} select`)
        .nth(1)
        .selectOption("Tuesday");
      expect(
        await page
          .locator(`${row(6)} select`)
          .nth(1)
          .inputValue(),
      ).toBe("Tuesday");
    });
    fact("time-meta-a", async () => {
      const times = ["11:30", "14:00", "17:00", "22:15"];
      for (const [index, time] of times.entries()) {
        await page
          .locator(`${row(6)} input[type="text"]`)
          .nth(index)
          .click();
        await page.keyboard.press("Meta+A");
        await page.keyboard.press("Backspace");
        await page.keyboard.type(time);
      }
      const values = await page
        .locator(`${row(6)} input[type="text"]`)
        .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
      expect(values).toEqual(times);
    });
    fact("create-hours-order", async () => {
      expect(await page.locator(`${row(6)} input`).count()).toBe(
        await page.locator(`${row(6)} input[type="text"]`).count(),
      );
    });
    fact("create-locale", async () => expect(await optionsOf(7, "New Zealand")).toEqual(["English - New Zealand"]));
    fact("select-closed", async () => {
      expect(await page.locator(`${row(7)} > ${SELECT}.hPMCFC`).count()).toBe(1);
      expect(await page.locator(SELECT_DROP).count()).toBe(0);
    });
    fact("select-one-div", async () => expect(await page.locator(`${row(7)} > div`).count()).toBe(1));
    fact("select-inner", async () => {
      expect(await page.locator(`${row(7)} > ${SELECT} > ${SELECT_INNER} input`).count()).toBe(1);
      expect(await page.locator(`${row(7)} > ${SELECT} > div.selectadv__InputIcon-dZhktu.PrPXn`).count()).toBe(1);
    });
    fact("select-open", async () => {
      await page.locator(`${row(7)} > div`).click();
      expect(
        await page.locator(`${row(7)} > ${SELECT}.FVSIE > ${SELECT_DROP} > ${SELECT_OPTION}`).count(),
      ).toBeGreaterThan(4);
    });
    fact("select-focus", async () => {
      expect(await page.locator(`${row(7)} input`).evaluate((one) => one === document.activeElement)).toBe(true);
    });
    fact("select-filter", async () => {
      await page.keyboard.type("new zeal");
      await page.locator(SELECT_OPTION).first().click();
      expect(await page.locator(`${row(7)} input`).inputValue()).toBe("English - New Zealand");
    });
    fact("escape-dropdown", async () => {
      await page.locator(`${row(8)} > div`).click();
      await page.keyboard.press("Escape");
      expect(await page.locator(SELECT_DROP).count()).toBe(0);
      expect(await page.locator("form").count()).toBe(1);
    });
    fact("create-row-8", async () => expect(await page.locator(`${row(8)} > ${SELECT}`).count()).toBe(1));
    fact("locales", async () => {
      for (const name of ["New Zealand", "Australia", "United States", "United Kingdom", "Canada"]) {
        expect((await optionsOf(7, name))[0]).toBe(`English - ${name}`);
      }
    });
    fact("timezones", async () => {
      const all = await optionsOf(9);
      for (const city of cities) expect(all.some((option) => option.includes(city))).toBe(true);
    });
    fact("create-timezone", async () => {
      await page.locator(`${row(9)} > div`).click();
      await page.keyboard.type("Auckland");
      await page.locator(SELECT_OPTION).first().click();
      expect(await page.locator(`${row(9)} input`).inputValue()).toContain("Auckland");
    });
    fact("create-rows-10-11", async () => {
      for (const n of [10, 11]) expect(await page.locator(`${row(n)} > select`).count()).toBe(1);
    });
    fact("currencies", async () => {
      for (const code of ["NZD", "AUD", "USD", "GBP", "CAD"]) expect((await optionsOf(12, code))[0]).toContain(code);
    });
    fact("create-currency", async () => {
      await page.locator(`${row(12)} > div`).click();
      await page.keyboard.type("NZD");
      await page.locator(SELECT_OPTION).first().click();
      expect(await page.locator(`${row(12)} input`).inputValue()).toContain("NZD");
    });
    fact("create-tax", async () => {
      const label = page.locator(`form > div:nth-child(13) > div > ${FGC} > div > label`);
      expect(await label.count()).toBe(1);
      expect(await label.textContent()).toBe("Off");
    });
    fact("toggle", async () => {
      const label = page.locator(`${row(13)} > div > label`);
      await label.click();
      expect(await label.locator("> span").textContent()).toBe("On");
    });
    fact("create-submit", async () => {
      expect(await page.locator("form > button").allTextContents()).toEqual(["Create Restaurant"]);
    });
    fact("create-subdomain-length", async () => {
      await page.locator(`${row(2)} input`).fill("abc");
      expect(await submitted()).toBe(422);
      expect(await page.locator('[role="alert"]').textContent()).toContain("at least 4");
    });
    fact("subdomain-taken", async () => {
      await page.locator(`${row(2)} input`).fill("harbournoodle");
      expect(await submitted()).toBe(422);
      expect(await page.locator('form [role="alert"]').textContent()).toContain("taken");
      expect(await page.locator("form").count()).toBe(1);
    });
    fact("create-hours-refused", async () => {
      await page.locator(`${row(2)} input`).fill("quay-kitchen");
      const close = page.locator(`${row(6)} input[type="text"]`).nth(1);
      await close.fill("Closed");
      expect(await submitted()).toBe(422);
      await close.fill("14:00");
    });
    fact("create-needs-suggestion", async () => {
      const address = page.locator(`${row(4)} input`);
      await address.fill("7 Sample Street");
      expect(await submitted()).toBe(422);
      expect(await page.locator('[role="alert"]').textContent()).toContain("address");
    });
    fact("popup-over-dialog", async () => {
      const address = page.locator(`${row(4)} input`);
      await portal().control.faults({ kind: "notification-popup", route: "GET /api/address-suggestions", times: 1 });
      await address.fill("7 Sample");
      await page.getByRole("button", { name: "Not now" }).click();
      await portal().control.heal();
      await address.fill("7 Sample Street, Nelson, New Zealand");
      await page.locator(`${ASYNC_OPTION}:has-text("Nelson")`).first().click();
    });
    fact("create-subdomain-hyphen", async () => {
      expect(await submitted()).toBe(201);
    });
    fact("create-returns", async () => {
      await page.locator("form").waitFor({ state: "detached" });
      await page.locator('h4:text-is("Quay Kitchen")').waitFor();
    });
    fact("route-restaurants-after-create", async () => expect(new URL(page.url()).pathname).toBe("/restaurants"));
    fact("new-first", async () => {
      expect((await page.locator("h4").allTextContents())[0]).toBe("Quay Kitchen");
      await portal().control.faults({ kind: "list-last" });
      await page.reload();
      await page.waitForFunction(() => [...document.querySelectorAll("h4")].at(-1)?.textContent === "Quay Kitchen");
      await portal().control.heal();
    });
    fact("id-restaurant", async () => {
      const effect = (await portal().control.effects("restaurant.create")).at(-1);
      expect(effect?.restaurantId).toMatch(/^RES[A-Za-z0-9_-]{21}$/);
      expect(effect?.values).toMatchObject({
        name: "Quay Kitchen",
        subdomain: "quay-kitchen",
        phone: "03 555 0199",
        hours: [
          { day: "Tuesday", open: "11:30", close: "14:00" },
          { day: "Tuesday", open: "17:00", close: "22:15" },
        ],
        locale: "en-NZ",
        timezone: "Pacific/Auckland",
        currency: "NZD",
        taxInPrices: true,
      });
    });
    fact("create-duplicate-name", async () => {
      const status = await page.evaluate(async () => {
        const found = await fetch("/api/address-suggestions?q=9 Sample Street").then((answer) => answer.json());
        const [first] = found.suggestions;
        const body = {
          name: "Quay Kitchen",
          subdomain: "quaykitchen2",
          mapSource: "google",
          address: { placeId: first.id, text: first.text },
          phone: "1",
          hours: [],
          locale: "en-NZ",
          customerLocale: "en-NZ",
          timezone: "Pacific/Auckland",
          dateFormat: "x",
          timeFormat: "24",
          currency: "NZD",
          taxInPrices: true,
        };
        const headers = { "content-type": "application/json" };
        return (await fetch("/api/restaurants", { method: "POST", headers, body: JSON.stringify(body) })).status;
      });
      expect(status).toBe(201);
    });
  });
}
