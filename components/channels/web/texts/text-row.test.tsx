import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { draftOf } from "@/components/channels/web/draft/web-draft";
import { webAdapter } from "@/server/channels/web/adapter";
import { shownWebSettings } from "@/server/channels/web/settings";
import { TextRow } from "./text-row";

const draft = draftOf(shownWebSettings.parse(webAdapter.startSettings("Shop")));

/** The visible labels of the boxes for a text. */
function labelsOf(languages: readonly string[]): string[] {
  const props = { draft, change: () => {}, faultAt: () => undefined };
  const html = renderToStaticMarkup(<TextRow {...props} textKey="title" languages={languages} />);
  const visible = html.replaceAll(/<span class="sr-only">.*?<\/span>/g, "");
  return [...visible.matchAll(/<label[^>]*>(.*?)<\/label>/g)].map(([, label = ""]) => label.replaceAll(/<[^>]+>/g, ""));
}

describe("The boxes for a text", () => {
  it("show their languages if there are several, because they may stand one below the other", () => {
    expect(labelsOf(["en", "de"])).toEqual(["Title in English", "Title in German"]);
  });

  it("show no language if there is only one", () => {
    expect(labelsOf(["en"])).toEqual(["Title"]);
  });
});
