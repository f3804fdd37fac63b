import { expect, it } from "vitest";
import { newId, repeatableId } from "./ids";

it("repeatableId gives one id for one reason, of the form by which other code finds ids", () => {
  const form = /^run_[0-9a-z]{26}$/;
  const id = repeatableId("actionRun", ["msg_1", "scenario-action-1"]);
  expect([id, newId("actionRun")]).toEqual([expect.stringMatching(form), expect.stringMatching(form)]);
  expect(repeatableId("actionRun", ["msg_1", "scenario-action-1"])).toBe(id);
  expect(repeatableId("actionRun", ["msg_1", "scenario-action-2"])).not.toBe(id);
});
