import { describe, expect, it } from "vitest";
import type { SettingsOf } from "@/components/channels/channel-types";
import { webAdapter } from "@/server/channels/web/adapter";
import { shownWebSettings } from "@/server/channels/web/settings";
import { labelOfSection, partOfPath } from "./parts";
import { changedSections, changesOf, draftOf, findFaults } from "./web-draft";

const settings: SettingsOf<"web"> = shownWebSettings.parse(webAdapter.startSettings("Shop"));
const saved = draftOf(settings);

describe("The draft of a web channel", () => {
  it("sends only the sections that were changed, so that two people can work on different ones", () => {
    const draft = { ...saved, origins: " https://a.example\nhttps://b.example ", preChat: [] };
    const changed = changedSections(saved, draft);
    expect(changed).toEqual(["origins"]);
    expect(changesOf(draft, changed)).toEqual({
      allowedOrigins: ["https://a.example", "https://b.example"],
      widget: {},
    });
  });

  it("finds the faults that the server would find, and the part that shows each", () => {
    const draft = {
      ...saved,
      title: " ",
      origins: "https://a.example/path",
      imageHosts: "CDN.example.com https://x",
      appearance: { ...saved.appearance, color: "red", corner: Number.NaN },
      texts: { de: { consent: "{name}", send: "{count}" } },
    };
    const faults = findFaults(draft);
    const parts = Object.fromEntries([...faults.keys()].map((path) => [path, partOfPath(path)]));
    expect(parts).toMatchObject({
      title: "texts",
      allowedOrigins: "access",
      "widget.imageHosts": "access",
      "widget.appearance.color": "look",
      "widget.appearance.corner": "look",
      "widget.texts.de.consent": "before",
      "widget.texts.de.send": "texts",
    });
    expect(findFaults(saved).size).toBe(0);
    expect(labelOfSection("imageHosts")).toBe("Access & identity");
  });
});
