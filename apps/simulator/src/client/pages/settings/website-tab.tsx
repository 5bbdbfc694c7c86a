import { messageOf } from "../../api.ts";
import { Button } from "../../parts/form.tsx";
import { toast } from "../../toasts.tsx";
import { Accordion } from "./accordion.tsx";
import { SettingsForm, useSettings } from "./settings-document.tsx";
import { websiteBlocks } from "./website-blocks.ts";

export function WebsiteTab() {
  return (
    <Accordion
      blocks={websiteBlocks.map(({ title, body, rows }) => ({
        title,
        body: body === "themes" ? <Themes /> : <SettingsForm block={`Website: ${title}`} rows={rows} />,
      }))}
    />
  );
}

const themes = [
  { theme: "default", text: "Default Theme" },
  { theme: "light", text: "Light Theme" },
  { theme: "dark", text: "Dark Theme" },
];

function Themes() {
  const { applyTheme } = useSettings();
  const choose = async (theme: string) => {
    if (!confirm("Changing your theme will overwrite your current colors. Continue?")) return;
    await applyTheme(theme).then(
      () => toast("Theme saved"),
      (problem) => toast(messageOf(problem), "bad"),
    );
  };
  return (
    <div>
      <div>
        <div>
          <div className="flex">
            {themes.map(({ theme, text }) => (
              <Button key={theme} onClick={() => choose(theme)}>
                {text}
              </Button>
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}
