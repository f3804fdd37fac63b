import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { BotUses } from "./bot-uses";

const use = { botId: "bot_1", botName: "Orders", actionId: "act_1", actionName: "Look up", stepName: "ask" };
const shown = (inDraft: boolean, published: boolean) =>
  renderToStaticMarkup(<BotUses name="Stock" uses={[{ ...use, inDraft, published }]} />);

describe("The uses of a bot", () => {
  it("link to the action", () => {
    const html = shown(true, true);
    expect(html).toContain('href="/bots/bot_1/actions/act_1"');
    expect(html).toContain('aria-label="Where Stock is used"');
    expect(html).not.toContain("published");
  });

  it("link to the bot when only its published version has the step", () => {
    const html = shown(false, true);
    expect(html).toContain('href="/bots/bot_1"');
    expect(html).toContain("(published; no longer in the draft)");
  });

  it("mark a new step that is not published yet", () => {
    expect(shown(true, false)).toContain("(not published yet)");
  });
});
