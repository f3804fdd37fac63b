import { expect, it } from "vitest";
import { matchPath } from "./match-path";

it.each([
  ["/events", "/events", {}],
  ["/events/{event_id}", "/events/evt_1", { event_id: "evt_1" }],
  ["/events/{event_id}", "/events/a%2Fb", { event_id: "a/b" }],
  ["/events", "/event", null],
  ["/events", "/events/evt_1", null],
  ["/events/{event_id}", "/events", null],
  ["/events/{event_id}", "/events/", null],
  ["/events/{event_id}", "/events/%E0", null],
])("matchPath compares %s with %s", (template, path, params) => expect(matchPath(template, path)).toEqual(params));
