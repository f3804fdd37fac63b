import { expect, it } from "vitest";
import { eventNames } from "@/server/schemas/events/event-names";
import { eventGroups } from "./event-groups";

it("The groups of events have every event once", () => {
  expect(eventGroups.flatMap(({ events }) => events).toSorted()).toEqual(eventNames.toSorted());
});
