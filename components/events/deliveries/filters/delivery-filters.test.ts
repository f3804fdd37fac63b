import { describe, expect, it } from "vitest";
import {
  type DeliveryFilters,
  isFiltered,
  listInput,
  noFilters,
  openDelivery,
  readFilters,
  writeFilters,
} from "./delivery-filters";

const none: DeliveryFilters = { ...noFilters, open: null };

describe("The filters of deliveries in an address", () => {
  it("are read back unchanged", () => {
    const all: DeliveryFilters = {
      kind: "event",
      endpointId: "end_1",
      channelId: "chn_1",
      event: "bot_published",
      status: "undelivered",
      response: "5xx",
      period: "week",
      since: "2026-08-01T10:00:00.000Z",
      until: "2026-08-02T10:00:00.000Z",
      search: "Zoë & Co. = 50%",
      open: "notification:ntf_1.usr_1",
    };
    expect(readFilters(new URLSearchParams(writeFilters(all)))).toEqual(all);
    expect(writeFilters(none)).toBe("");
    expect(readFilters(new URLSearchParams(""))).toEqual(none);
  });

  it("are ignored when they are not valid", () => {
    const params = new URLSearchParams("kind=mail&status=lost&event=&response=6xx&period=year&since=yesterday&until=1");
    expect(readFilters(params)).toEqual(none);
  });

  it("do not count as set for an open delivery or blanks", () => {
    expect(isFiltered({ ...none, open: "event:edl_1", search: "  " })).toBe(false);
    expect(isFiltered({ ...none, search: "a" })).toBe(true);
    expect(isFiltered({ ...none, until: "2026-08-02T10:00:00Z" })).toBe(true);
  });

  it("name the open delivery by its kind and id", () => {
    expect(openDelivery("notification:ntf_1.webhook")).toEqual({ kind: "notification", id: "ntf_1.webhook" });
    for (const wrong of [null, "", "event", "event:", "mail:1", ":edl_1"]) expect(openDelivery(wrong)).toBeNull();
  });

  it("prefer a period, which ends now, to a range", () => {
    const now = new Date("2026-08-02T10:00:00Z");
    const range = { since: "2026-01-01T00:00:00Z", until: "2026-01-02T00:00:00Z" };
    expect(listInput({ ...none, ...range }, now)).toMatchObject(range);
    expect(listInput({ ...none, ...range, period: "day" }, now)).toMatchObject({
      since: "2026-08-01T10:00:00.000Z",
      until: undefined,
    });
    expect(listInput({ ...none, search: " Ada " }, now).search).toBe("Ada");
  });
});
