/** Whether the test chat is folded, remembered in a cookie so that the server renders the page as it was left. */

/** The pages of a bot that have no panel of their own beside them, and those that do. */
export type FoldPlace = "pages" | "editor";

/** The editors of actions and of the scenario have their own panel, so there the test chat is folded until somebody unfolds it. */
const startsFolded: Record<FoldPlace, boolean> = { pages: false, editor: true };

const foldCookies: Record<FoldPlace, string> = {
  pages: "parley-test-chat",
  editor: "parley-test-chat-editor",
};

export type Folded = Record<FoldPlace, boolean>;

/** Reads the state from cookies. */
export function readFolded(cookie: (name: string) => string | undefined): Folded {
  const of = (place: FoldPlace) => {
    const value = cookie(foldCookies[place]);
    return value === "folded" || (value !== "open" && startsFolded[place]);
  };
  return { pages: of("pages"), editor: of("editor") };
}

const A_YEAR = 60 * 60 * 24 * 365;

/** Remembers the state in this browser. */
export function keepFolded(place: FoldPlace, folded: boolean): void {
  document.cookie = `${foldCookies[place]}=${folded ? "folded" : "open"}; path=/; max-age=${A_YEAR}; samesite=lax`;
}

/** The place of a bot's page. */
export function foldPlaceOf(path: string): FoldPlace {
  const hasPanel = /^\/bots\/[^/]+\/(?:actions\/(?!runs(?:\/|$))[^/]+|scenario$)/;
  return hasPanel.test(path) ? "editor" : "pages";
}
