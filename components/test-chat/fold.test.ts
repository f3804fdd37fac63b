import { expect, it } from "vitest";
import { foldPlaceOf, readFolded } from "./fold";

it("The test chat is beside every page of a bot at first, except the action editor", () => {
  expect(readFolded(() => undefined)).toEqual({ pages: false, editor: true });
  const cookies = new Map([
    ["parley-test-chat", "folded"],
    ["parley-test-chat-editor", "open"],
  ]);
  expect(readFolded((name) => cookies.get(name))).toEqual({ pages: true, editor: false });
  expect(readFolded(() => "<script>")).toEqual({ pages: false, editor: true });
});

it.each([
  ["/bots/bot_1", "pages"],
  ["/bots/bot_1/actions", "pages"],
  ["/bots/bot_1/actions/runs", "pages"],
  ["/bots/bot_1/actions/new", "editor"],
  ["/bots/bot_1/actions/act_1", "editor"],
  ["/bots/bot_1/channels/chn_1/api", "pages"],
])("The test chat of %s is folded like that of the %s", (path, place) => {
  expect(foldPlaceOf(path)).toBe(place);
});
