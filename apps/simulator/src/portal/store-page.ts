import type { Restaurant, State } from "../store/state.ts";
import type { Category, Dish, Menu, Settings, Slot } from "../words.ts";
import { nameOf } from "./restaurants.ts";

type Place = { base: string; subdomain: string };

/** The public store, as a customer sees it. Head and body code are put in as they are: that is what they are for. */
export function storePage(state: State, place: Place, port: string): { status: number; html: string } {
  const restaurant = [...state.restaurants.values()].find(
    (one) => one.base === place.base && one.subdomain === place.subdomain,
  );
  if (!restaurant)
    return { status: 404, html: page("Not found", "", "<main><h1>There is no store here.</h1></main>", "") };
  const text = (key: string) => String(restaurant.settings[key] ?? "");
  const adminBase = `http://admin.${place.base}${port}`;
  const title = text("website.seo.title") || nameOf(restaurant);
  const head = [
    `<meta name="description" content="${escapeHtml(text("website.seo.description"))}">`,
    text("website.favicon") && `<link rel="icon" href="${escapeHtml(adminBase + text("website.favicon"))}">`,
    `<style>${styleOf(restaurant.settings)}</style>`,
    text("website.code.head"),
  ].join("\n");
  return { status: 200, html: page(title, head, bodyOf(state, restaurant, adminBase), text("website.code.body")) };
}

function bodyOf(state: State, restaurant: Restaurant, adminBase: string): string {
  const { settings } = restaurant;
  const text = (key: string) => escapeHtml(String(settings[key] ?? ""));
  const image = (key: string, name: string) =>
    settings[key] ? `<img class="${name}" alt="" src="${escapeHtml(adminBase + String(settings[key]))}">` : "";
  const hours = ((settings["location.hours"] ?? []) as Slot[])
    .map((slot) => `<li>${slot.day} ${slot.open} - ${slot.close}</li>`)
    .join("");
  const header = settings["website.header.show"]
    ? `<header>${image("website.header.background", "background")}${image("website.header.logo", "logo")}<h1>${text("website.header.title")}</h1></header>`
    : "";
  const social = ["facebook", "instagram"]
    .filter((name) => settings[`website.social.${name}`])
    .map((name) => `<a href="${text(`website.social.${name}`)}">${name}</a>`)
    .join(" ");
  const menus = state.menus.get(restaurant.id)?.menus ?? [];
  return `<nav>${image("website.nav.logo", "logo")}<span>${escapeHtml(nameOf(restaurant))}</span></nav>${header}
<main class="items-${text("website.items.style")}">${menus.map((menu) => menuHtml(state, restaurant.id, menu)).join("")}</main>
<footer><p>${text("location.address")}</p><p>${text("location.phone")}</p><ul class="hours">${hours}</ul><p>${social}</p></footer>`;
}

function menuHtml(state: State, restaurantId: string, menu: Menu): string {
  const tags = [...state.tags.values()].filter((tag) => tag.restaurantId === restaurantId);
  const sets = [...state.optionSets.values()].filter((set) => set.restaurantId === restaurantId);
  const dishHtml = (dish: Dish) => {
    const badges = tags
      .filter((tag) => tag.dishIds.includes(dish.id))
      .map(
        (tag) =>
          `<span class="tag" style="background:${escapeHtml(tag.background)};color:${escapeHtml(tag.color)}">${escapeHtml(tag.text || tag.name)}</span>`,
      );
    const choices = sets
      .filter((set) => set.dishIds.includes(dish.id))
      .map(
        (set) =>
          `<li>${escapeHtml(set.displayName || set.name)}: ${set.options.map((option) => escapeHtml(option.name)).join(", ")}</li>`,
      );
    return `<article><h3>${escapeHtml(dish.displayName || dish.name)}</h3><p class="price">${escapeHtml(dish.price)}</p><p>${escapeHtml(dish.description)}</p>${badges.join("")}<ul class="choices">${choices.join("")}</ul></article>`;
  };
  const categoryHtml = (category: Category) =>
    `<section><h2>${escapeHtml(category.displayName || category.name)}</h2>${category.dishes.map(dishHtml).join("")}</section>`;
  return `<section class="menu" data-menu="${escapeHtml(menu.name)}">${menu.categories.map(categoryHtml).join("")}</section>`;
}

function styleOf(settings: Settings): string {
  // Values a person typed end up in a style sheet: only what a colour or a font name is made of.
  const safe = (key: string) => String(settings[key] ?? "").replace(/[^#\w\s-]/g, "");
  return `:root{--primary:${safe("website.colors.primary")};--primary-text:${safe("website.colors.primaryText")};--background:${safe("website.colors.background")};--text:${safe("website.colors.text")};--box:${safe("website.colors.box")};--box-text:${safe("website.colors.boxText")}}
body{margin:0;background:var(--background);color:var(--text);font-family:"${safe("website.fonts.normal")}",sans-serif}
h1,h2,h3{font-family:"${safe("website.fonts.heading")}",sans-serif}
nav{display:flex;align-items:center;gap:12px;padding:12px 24px;background:${safe("website.nav.background")};color:${safe("website.nav.text")}}
nav .logo{max-height:48px}header{position:relative;padding:48px 24px;text-align:center}header .background{position:absolute;inset:0;width:100%;height:100%;object-fit:cover;z-index:-1}
main{max-width:960px;margin:24px auto;padding:0 16px}article{background:var(--box);color:var(--box-text);padding:12px 16px;margin:8px 0;border-radius:8px}
.items-card section:not(.menu){display:grid;grid-template-columns:repeat(auto-fill,minmax(220px,1fr));gap:12px}.items-card h2{grid-column:1/-1}
.price{color:var(--primary);font-weight:700}.tag{padding:2px 8px;border-radius:10px;font-size:12px}footer{padding:24px;text-align:center}ul{list-style:none;padding:0}`;
}

function page(title: string, head: string, body: string, tail: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>\n${head}\n</head><body>${body}\n${tail}</body></html>`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
