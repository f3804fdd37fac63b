import { describe, expect, it } from "vitest";
import { botKnowledge } from "@/server/schemas/knowledge/bot-knowledge";
import { chooseLinks, refusalOf } from "./choose-links";

const message =
  "Compare https://shop.example/a, https://help.shop.example/b and http://other.example/c or mail me@x.example";
const off = botKnowledge.parse({});
const listed = botKnowledge.parse({ readsUrls: "listed", readableHosts: ["shop.example"] });
const any = botKnowledge.parse({ readsUrls: "any" });

describe("chooseLinks", () => {
  it("chooses no address unless the bot's setting says so", () => {
    expect(chooseLinks(message, off)).toEqual([]);
  });

  it("chooses addresses of listed hosts and their subdomains", () => {
    expect(chooseLinks(message, listed)).toEqual(["https://shop.example/a", "https://help.shop.example/b"]);
    expect(chooseLinks("https://notshop.example/ https://shop.example.evil.example/", listed)).toEqual([]);
  });

  it("chooses at most two addresses, each once", () => {
    expect(chooseLinks(`https://shop.example/a ${message}`, any)).toEqual([
      "https://shop.example/a",
      "https://help.shop.example/b",
    ]);
  });
});

describe("refusalOf", () => {
  it("refuses where a listed page redirects to", () => {
    expect(refusalOf("https://evil.example/", listed)).toBe("Addresses of evil.example may not be read.");
    expect(refusalOf("https://shop.example/", listed)).toBeNull();
  });
});
