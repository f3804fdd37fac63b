import { describe, expect, it } from "vitest";
import { instructionValues, renderForCustomer, renderInstruction } from "./render-instruction";

const known = {
  botName: "Shop",
  channelName: "Website",
  source: null,
  clientName: "Ada",
  clientPhone: null,
  placeholders: {},
  variables: {},
  now: new Date("2026-11-21T06:00:00Z"),
};

describe("renderInstruction", () => {
  it.each([
    ["{bot_name} serves {client_name} on {current_date}.", "Shop serves Ada on 2026-11-21."],
    ["{source}|{client_phone}", "|"],
    ["{unknown} {not a name} {} {{bot_name}}", "{unknown} {not a name} {} {Shop}"],
    ["{constructor} {toString} {__proto__}", "{constructor} {toString} {__proto__}"],
  ])("renders %s", (instruction, rendered) => {
    expect(renderInstruction(instruction, instructionValues(known))).toBe(rendered);
  });

  it("limits the values to a million characters, and to 20,000 in a text for customers", () => {
    const values = { long: "x".repeat(300_000), short: "y", text: "z".repeat(9000) };
    const rendered = renderInstruction("{long}".repeat(10_000) + "{short}", values);
    expect(rendered).toBe(`${values.long.repeat(3)}${"{long}".repeat(9997)}y`);
    expect(renderForCustomer("{text}{text}{text}{short}", values)).toBe(`${values.text.repeat(2)}{text}y`);
  });

  it("inserts values unchanged and only once", () => {
    const values = instructionValues({ ...known, clientName: "$& {bot_name}" });
    expect(renderInstruction("{client_name}", values)).toBe("$& {bot_name}");
  });

  it.each([
    [undefined, "2026-11-21T06:00:00Z", "2026-11-21"],
    ["Europe/Kyiv", "2026-11-21T08:00:00+02:00", "2026-11-21"],
    ["America/Los_Angeles", "2026-11-20T22:00:00-08:00", "2026-11-20"],
    ["Asia/Kathmandu", "2026-11-21T11:45:00+05:45", "2026-11-21"],
  ])("gives the time in %s", (timeZone, dateTime, date) => {
    const values = instructionValues({ ...known, timeZone });
    expect(renderInstruction("{current_datetime} {current_date}", values)).toBe(`${dateTime} ${date}`);
  });

  it("prefers placeholders to variables, and both to the built-in names", () => {
    const variables = { bot_name: "variable", client_name: { first: "Ada" } };
    const values = instructionValues({ ...known, variables, placeholders: { bot_name: "placeholder" } });
    expect(renderInstruction("{bot_name} {client_name}", values)).toBe('placeholder {"first":"Ada"}');
  });
});
