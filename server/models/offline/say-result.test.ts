import { describe, expect, it } from "vitest";
import { sayResult } from "./say-result";

describe("sayResult", () => {
  it.each([
    ['{"status":"shipped","eta":"2026-11-24"}', "Status: shipped. Eta: 24 November 2026."],
    ['{"startsAt":"2026-11-24T10:00:00Z"}', "Starts at: 24 November 2026 at 10:00 UTC."],
    ['{"startsAt":"2026-11-24T10:00:00+02:00"}', "Starts at: 24 November 2026 at 10:00."],
    [
      '{"data":{"order_id":7,"paid":true,"note":null,"tags":["a","b","c"]}}',
      "Order ID: 7. Paid: yes. Tags: a, b and c.",
    ],
    ['{"address":{"street":"Long St 1","city":"Riga"}}', "Address: street Long St 1, city Riga."],
    [
      '{"total":2,"orders":[{"id":1,"status":"new"},{"id":2,"status":"sent"}]}',
      "Total: 2.\nOrders:\n- ID 1, status new\n- ID 2, status sent",
    ],
    ["[1,2,3]", "1, 2 and 3."],
    ["42", "42."],
    ['"All done."', "All done."],
    ["true", "yes."],
    ["The parcel is on its way.", "The parcel is on its way."],
    ['order: {"status":"new"}\ninvoice: [1]', "Status: new.\n1."],
    [
      "The booking could not be made. Offer another time.",
      "The booking could not be made. Would you like another time?",
    ],
    ["Tell the customer that the shop is closed.", "The shop is closed."],
    ['{"day":"2026-02-31"}', "Day: 2026-02-31."],
  ])("formats %s", (result, text) => {
    expect(sayResult(result)).toBe(text);
  });

  it.each([
    "",
    "  ",
    "null",
    "{}",
    '""',
    '{"a":null}',
    '{"error":"boom at db.ts:7"}',
    '{"ok":false}',
    "<!doctype html><h1>502</h1>",
  ])("apologises for %j", (result) => {
    expect(sayResult(result)).toBe("I'm sorry, I could not get that right now. Please try again later.");
  });

  it("omits the status line of an action without a status filter, and does not quote an error page", () => {
    expect(sayResult('HTTP 200\n{"status":"shipped"}')).toBe("Status: shipped.");
    expect(sayResult('HTTP 404\n{"status":"shipped"}')).toMatch(/could not get that/);
    expect(sayResult("HTTP 500")).toMatch(/could not get that/);
  });

  it("reports an empty search result", () => {
    expect(sayResult('{"results":[]}')).toBe("I'm sorry, I found nothing for that.");
    expect(sayResult("[]")).toBe("I'm sorry, I found nothing for that.");
  });

  it("shortens long lists and texts", () => {
    const many = JSON.stringify(Array.from({ length: 50 }, (_, id) => ({ id })));
    expect(sayResult(many)).toBe("- ID 0\n- ID 1\n- ID 2\n- ID 3\n- ID 4\nand 45 more.");
    expect(sayResult("word ".repeat(10_000)).length).toBeLessThan(1600);
    expect(sayResult(JSON.stringify({ text: "x".repeat(60_000) })).length).toBeLessThan(1600);
  });
});
