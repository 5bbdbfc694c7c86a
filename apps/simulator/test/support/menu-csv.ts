const columns = [
  "menuID",
  "menuName",
  "menuDisplayName",
  "menuDescription",
  "categoryID",
  "categoryName",
  "categoryDisplayName",
  "categoryDescription",
  "dishID",
  "dishName",
  "dishPrice",
  "dishType",
  "dishDescription",
  "displayName",
  "printName",
  "tags",
];
const imageColumns = ["isCDNImage", "imageCDNID", "imageCDNFilename", "imageExternalURL"];

export type CsvDish = Partial<Record<string, string>> & { categoryName: string; dishName: string };

export function menuCsv(dishes: CsvDish[], withImages = false): Buffer {
  const header = withImages ? [...columns, ...imageColumns] : columns;
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = dishes.map((dish) => {
    const row: Partial<Record<string, string>> = { menuName: "Menu", dishPrice: "9.50", dishType: "standard", ...dish };
    return header.map((column) => cell(row[column] ?? "")).join(",");
  });
  return Buffer.from(`${[header.join(","), ...lines].join("\n")}\n`);
}

export const smallMenu: CsvDish[] = [
  { categoryName: "Featured Items", dishName: "Beef Pho", dishPrice: "18.50", dishDescription: "Slow broth, herbs" },
  { categoryName: "Noodles", dishName: "Beef Pho", dishPrice: "18.50" },
  { categoryName: "Noodles", dishName: "Chicken Pho", dishPrice: "17.00" },
  { categoryName: "Noodles", dishName: 'Say "Cheese" Toast', dishPrice: "9.00" },
  { categoryName: "Kai Māori", dishName: "Rēwena 🍞", dishPrice: "5.00" },
  { categoryName: "Kai Māori", dishName: "Back\\slash Bun", dishPrice: "0.00" },
];
