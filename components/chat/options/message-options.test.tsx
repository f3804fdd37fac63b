import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { Interactive } from "@/server/messages/interactive";
import { MessageOptions } from "./message-options";
import type { MessageButton } from "./option-choice";
import { ReadOptions } from "./read-options";

const buttons: MessageButton[] = [
  { label: "<b>Track</b> *it*", type: "reply", value: "track" },
  { label: "Shop", type: "url", value: "https://shop.example/a?b=1&c=2" },
  { label: "Call us", type: "phone", value: "+49 (30) 123-456" },
];
const cards = [{ title: "Mug", subtitle: "12 €", image_url: "https://img.example/mug.png", buttons }];

const live = { onChoose: () => {}, isDisabled: false, chosen: null };

function shown(interactive: Interactive, choice: Parameters<typeof MessageOptions>[0]["choice"] = live) {
  return renderToStaticMarkup(<MessageOptions interactive={interactive} choice={choice} />);
}

describe("The buttons of a message", () => {
  it("show their labels as plain text, each in its own direction", () => {
    const html = shown({ buttons });
    expect(html).toContain("&lt;b&gt;Track&lt;/b&gt; *it*");
    expect(html.match(/dir="auto"/g)).toHaveLength(3);
    expect(html).toContain('aria-label="Options"');
  });

  it("open pages in a new tab without access to the chat, and phone numbers in the phone's app", () => {
    const html = shown({ buttons });
    expect(html).toContain(
      'href="https://shop.example/a?b=1&amp;c=2" target="_blank" rel="noopener noreferrer nofollow"',
    );
    expect(html).toMatch(/<a href="tel:\+4930123456" class/);
  });

  it("keep their links usable when the replies are disabled", () => {
    const html = shown({ buttons }, { ...live, isDisabled: true });
    expect(html.match(/<button[^>]* disabled=""/g)).toHaveLength(1);
    expect(html.match(/<a /g)).toHaveLength(2);
  });

  it("never link anything but a web page", () => {
    const html = shown({ buttons: [{ label: "Run", type: "url", value: "javascript:alert(1)" }] });
    expect(html).not.toContain("<a ");
    expect(html).toContain("Run");
  });
});

describe("The cards of a message", () => {
  it("can be scrolled by keyboard if there are several", () => {
    expect(shown({ cards })).not.toContain("tabindex");
    expect(shown({ cards: [...cards, ...cards] })).toMatch(/<fieldset aria-label="2 cards" tabindex="0"/i);
  });

  it("load no image, but have a link to it", () => {
    const html = renderToStaticMarkup(<ReadOptions interactive={{ cards }} chosen={null} side="right" />);
    expect(html).not.toContain("<img");
    expect(html).toContain('href="https://img.example/mug.png" target="_blank" rel="noopener noreferrer nofollow"');
  });
});

describe("Read-only options", () => {
  it("have no buttons, and name the chosen one", () => {
    const quick_replies = [
      { label: "Yes", value: "y" },
      { label: "No", value: "n" },
    ];
    const html = renderToStaticMarkup(<ReadOptions interactive={{ quick_replies }} chosen="n" side="right" />);
    expect(html).not.toContain("<button");
    expect(html.replaceAll(/<[^>]*>/g, "|").replaceAll(/\|+/g, "|")).toBe("|Yes|No| (chosen)|");
  });
});
