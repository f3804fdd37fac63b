import { describe, expect, it } from "vitest";
import { changeWebSettings } from "./change-settings";
import { webAdapter } from "./adapter";
import type { WebChannelSettings } from "./settings";
import { type WebChanges, webChanges } from "./web-changes";

/** The paths of the faults in changes of the widget. */
function faultsOf(widget: object): string[] {
  const parsed = webChanges.safeParse({ widget });
  return parsed.error?.issues.map(({ path }) => path.join(".")) ?? [];
}

const start: WebChannelSettings = webAdapter.startSettings("Shop");
const change = (settings: typeof start, widget: WebChanges["widget"], minute = 30_000_000) =>
  changeWebSettings(settings, { widget }, new Date(minute * 60_000));

describe("Changes of the widget", () => {
  it.each([
    [{ appearance: { color: "red" } }, "widget.appearance.color"],
    [{ appearance: { corner: 29 } }, "widget.appearance.corner"],
    [{ language: { fallback: "english!" } }, "widget.language.fallback"],
    [{ texts: { xx_YY: { send: "Go" } } }, "widget.texts.xx_YY"],
    [{ texts: { de: { send: "Los {count}" } } }, "widget.texts.de.send"],
    [{ texts: { de: { saysBot: "{nmae} sagt" } } }, "widget.texts.de.saysBot"],
    [{ texts: { de: { title: "x".repeat(81) } } }, "widget.texts.de.title"],
    [{ preChat: [{ key: "1st", label: "Name" }] }, "widget.preChat.0.key"],
    [{ preChat: [{ key: "size", label: "Size", type: "choice" }] }, "widget.preChat.0.options"],
    [{ preChat: [{ key: "email", label: "Topic", type: "choice", options: ["Size"] }] }, "widget.preChat.0.key"],
    [{ preChat: [{ key: "phone", label: "Phone" }] }, "widget.preChat.0.key"],
    [
      {
        preChat: [
          { key: "name", label: "Name" },
          { key: "name", label: "Again" },
        ],
      },
      "widget.preChat.1.key",
    ],
    [{ proactive: [{ id: "a", text: " " }] }, "widget.proactive.0.text"],
    [{ imageHosts: ["https://cdn.example.com"] }, "widget.imageHosts.0"],
  ])("are refused with the path of the fault: %j", (widget, path) => {
    expect(faultsOf(widget)).toEqual([path]);
  });

  it("may use the placeholders that are filled in, and other braces", () => {
    expect(
      faultsOf({ texts: { de: { openChatUnread: "{count} ungelesen, {count}!", greeting: "{1} { x }" } } }),
    ).toEqual([]);
  });

  it("replace the sections that they have, and keep the others and the avatar", () => {
    const withAvatar = structuredClone(start);
    withAvatar.widget.appearance.avatarFileId = "fil_1";
    const { widget } = changeWebSettings(
      withAvatar,
      webChanges.parse({ widget: { appearance: { color: "#ff0000", avatarFileId: "fil_2" } } }),
    );
    expect(widget).toEqual({
      ...withAvatar.widget,
      appearance: { ...withAvatar.widget.appearance, color: "#ff0000", avatarFileId: "fil_1" },
    });
    expect(changeWebSettings(withAvatar, { title: "Hi" }).widget).toEqual(withAvatar.widget);
  });
});

describe("The version of the consent text", () => {
  const agree = { en: { consent: "May we store this?" } };

  it("is 0 without a text, and stays while the text stays", () => {
    expect(change(start, { texts: { en: { title: "Hi", consent: " " } } }).widget.consentVersion).toBe(0);
    const asking = change(start, { texts: agree });
    expect(asking.widget.consentVersion).toBe(30_000_000);
    expect(change(asking, { texts: { en: { ...agree.en, title: "Hi" } } }, 30_000_009).widget.consentVersion).toBe(
      30_000_000,
    );
  });

  it("is raised by each change in any language, also within a minute", () => {
    const asking = change(start, { texts: agree });
    const other = change(asking, { texts: { ...agree, de: { consent: "Dürfen wir?" } } });
    expect(other.widget.consentVersion).toBe(30_000_001);
  });

  it("is a new one when the text is removed and written again", () => {
    const removed = change(change(start, { texts: agree }), { texts: {} });
    expect(removed.widget.consentVersion).toBe(0);
    expect(change(removed, { texts: agree }, 30_000_001).widget.consentVersion).toBe(30_000_001);
  });
});
