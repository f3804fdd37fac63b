import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ChatBubble } from "./chat-bubble";

const file = { url: "https://parley.example.com/api/files/fil_1/x?expires=1&signature=a", size_bytes: 48_213 };

function bubble(name: string, mime_type: string, text = "") {
  return renderToStaticMarkup(
    <ChatBubble sender="ai" name="Shop" text={text} files={[{ ...file, name, mime_type }]} />,
  );
}

const link = file.url.replace("&", "&amp;");

describe("A message with a file", () => {
  it("shows an image, described by its name, that opens in full size", () => {
    const html = bubble("cat.png", "image/png");
    expect(html).toMatch(/<img[^>]* alt="cat.png"/);
    expect(html).toContain(`href="${link}"`);
    expect(html).toContain(`src="${link}"`);
    expect(html).toContain("Shop sent a file: ");
  });

  it("plays a recording", () => {
    expect(bubble("voice.wav", "audio/wav")).toMatch(/<audio[^>]* controls=""[^>]* aria-label="voice.wav"/);
  });

  it.each(["application/pdf", "image/svg+xml", "text/html", "video/mp4"])("offers %s as a download", (type) => {
    const html = bubble("a.x", type, "Here it is.");
    expect(html).toContain('aria-label="Download a.x, 48 kB"');
    expect(html).toContain("Here it is.");
    expect(html).not.toMatch(/<(?:img|audio|iframe|object|embed)/);
  });
});
