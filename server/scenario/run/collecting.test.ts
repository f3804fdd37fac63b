import { describe, expect, it } from "vitest";
import type { Attribute } from "@/server/schemas/scenario/attribute";
import type { InteractionInput } from "@/server/schemas/scenario/interaction";
import { makeCampaign, says, Talk } from "./testing/talk";

type AttributeInput = NonNullable<InteractionInput["attributes"]>[number];

function asks(name: string, kind: Attribute["kind"], more: Partial<AttributeInput> = {}): AttributeInput {
  return { id: `a_${name}`, name, kind, question: `Your ${name}?`, ...more };
}

const others: InteractionInput[] = [
  { id: "help", name: "Help", triggers: ["help"], responses: [says("Here is help.")] },
  { id: "fallback", role: "fallback", name: "Fallback", responses: [says("I did not understand.")] },
];

function talk(attributes: AttributeInput[], more: Partial<InteractionInput> = {}, around = {}): Talk {
  const form: InteractionInput = {
    id: "form",
    name: "Form",
    triggers: ["start"],
    responses: [says("A few questions.")],
    attributes,
    redirect: { type: "interaction", interactionId: "thanks" },
    ...more,
  };
  const thanks: InteractionInput = { id: "thanks", name: "Thanks", responses: [says("Thank you, {{name}}.")] };
  return new Talk(makeCampaign([form, thanks, ...others]), around);
}

describe("An interaction that collects values", () => {
  it("asks for one after the other, keeps typed values and then goes on", async () => {
    const customer = talk([
      asks("name", "text"),
      asks("age", "number"),
      asks("mail", "email"),
      asks("phone", "phone"),
      asks("day", "date"),
      asks("size", "choice", { choices: ["Small", "Large"] }),
    ]);
    expect(await customer.say("start")).toEqual(["A few questions.", "Your name?"]);
    expect(await customer.say("Ana")).toEqual(["Your age?"]);
    expect(await customer.say("42")).toEqual(["Your mail?"]);
    expect(await customer.say("ana@example.com")).toEqual(["Your phone?"]);
    expect(await customer.say("0044 (20) 7946-0958")).toEqual(["Your day?"]);
    expect(await customer.say("31 March 2026")).toEqual(["Your size?\n\n1. Small\n2. Large"]);
    expect(await customer.say("2")).toEqual(["Thank you, Ana."]);
    expect(customer.variables).toEqual({
      name: "Ana",
      age: 42,
      mail: "ana@example.com",
      phone: "+442079460958",
      day: "2026-03-31",
      size: "Large",
    });
    expect(customer.path).toEqual(["collecting form", "redirect thanks"]);
  });

  it("skips a value that is known, unless it asks again", async () => {
    const around = { variables: { name: "Bo", age: 7 } };
    const customer = talk([asks("name", "text"), asks("age", "number", { asksAgain: true })], {}, around);
    expect(await customer.say("start")).toEqual(["A few questions.", "Your age?"]);
    expect(await customer.say("8")).toEqual(["Thank you, Bo."]);
    expect(customer.variables["age"]).toBe(8);
  });

  it("says what it expects after an invalid answer, with its own text if there is one", async () => {
    const customer = talk([
      asks("age", "number", { min: 18, max: 99 }),
      asks("mail", "email", { invalidText: "An e-mail, {{age}}!" }),
    ]);
    await customer.say("start");
    expect(await customer.say("12")).toEqual(["Please write a number from 18 to 99."]);
    expect(await customer.say("about 20")).toEqual(["Please write a number from 18 to 99."]);
    await customer.say("20");
    expect(await customer.say("ana@")).toEqual(["An e-mail, 20!"]);
  });

  it("shows the choices again after an answer that is not among them", async () => {
    const customer = talk([asks("size", "choice", { choices: ["Small", "Large"] })]);
    await customer.say("start");
    expect(await customer.say("medium")).toEqual(["Please choose one of these.\n\n1. Small\n2. Large"]);
  });

  it("goes on without the value after the last try, or follows the redirect", async () => {
    const toHelp = { afterTries: { type: "interaction" as const, interactionId: "help" } };
    const customer = talk([asks("age", "number", { tries: 2 }), asks("mail", "email", { tries: 1, ...toHelp })]);
    await customer.say("start");
    await customer.say("old");
    expect(await customer.say("old")).toEqual(["Your mail?"]);
    expect(await customer.say("none")).toEqual(["Here is help."]);
    expect(customer.variables).toEqual({});
    expect(customer.notes).toContain("no valid mail after 1 question.");
  });

  it("gives way to exact triggers and the word for the main menu", async () => {
    const customer = talk([asks("name", "text")]);
    await customer.say("start");
    expect(await customer.say("Help")).toEqual(["Here is help."]);
    expect(await customer.say("Ana")).toEqual(["I did not understand."]);
    expect(customer.variables).toEqual({});
  });

  it("is not open any more if a new version has no such value", async () => {
    const customer = talk([asks("name", "text")]);
    await customer.say("start");
    customer.campaign = talk([asks("age", "number")]).campaign;
    expect(await customer.say("Ana")).toEqual(["I did not understand."]);
  });
});

describe("A value of an answer", () => {
  const value = async (attribute: AttributeInput, answer: string) => {
    const customer = talk([attribute]);
    await customer.say("start");
    await customer.say(answer);
    return customer.variables[attribute.name];
  };

  it.each([
    ["1,5", 1.5],
    ["1.5", 1.5],
    ["1 000", 1000],
    ["1,000.50", 1000.5],
    ["1.000,50", 1000.5],
    ["1.000.000", 1_000_000],
    ["-3", -3],
    ["12 apples", undefined],
    ["", undefined],
  ])("is read from %j as the number %j", async (answer, number) => {
    expect(await value(asks("n", "number"), answer)).toBe(number);
  });

  it.each([
    ["2026-3-1", "2026-03-01"],
    ["1.3.2026", "2026-03-01"],
    ["31/03/2026", "2026-03-31"],
    ["03/31/2026", "2026-03-31"],
    ["March 1st, 2026", "2026-03-01"],
    ["1 sep 2026", "2026-09-01"],
    ["03/04/2026", undefined],
    ["30.2.2026", undefined],
    ["tomorrow", undefined],
  ])("is read from %j as the date %j", async (answer, date) => {
    expect(await value(asks("d", "date"), answer)).toBe(date);
  });

  it.each([
    ["+49 30 901820", "+4930901820"],
    ["12", undefined],
    ["call me", undefined],
  ])("is read from %j as the phone number %j", async (answer, phone) => {
    expect(await value(asks("p", "phone"), answer)).toBe(phone);
  });

  it("has the limits of its length", async () => {
    const code = asks("code", "text", { min: 3, max: 5 });
    expect(await value(code, "ab")).toBeUndefined();
    expect(await value(code, "abcdef")).toBeUndefined();
    expect(await value(code, " abc ")).toBe("abc");
  });
});
