import type { ComponentProps } from "react";
import Markdown, { defaultUrlTransform } from "react-markdown";
import remarkGfm from "remark-gfm";
import { cn } from "@/components/ui/cn";
import { keepAsWritten } from "./keep-as-written";
import { MessageLink } from "./message-link";

const plugins: ComponentProps<typeof Markdown>["remarkPlugins"] = [
  // Otherwise "3~5 days" would be struck through.
  [remarkGfm, { singleTilde: false }],
  keepAsWritten,
];

/** Schemes that open an app, besides web and mail addresses. None of them runs a script. */
const APP_ADDRESS = /^(?:tel|sms|tg|whatsapp|viber):/i;

function safeUrl(url: string, attribute: string): string {
  return attribute === "href" && APP_ADDRESS.test(url) ? url : defaultUrlTransform(url);
}

const components: ComponentProps<typeof Markdown>["components"] = {
  a: ({ href, children }) => <MessageLink href={href}>{children}</MessageLink>,
  // Loading an image would contact any address that the model was talked into, so show a link instead.
  img: ({ src, alt }) => (typeof src === "string" ? <MessageLink href={src}>{alt || src}</MessageLink> : null),
  pre: ({ children }) => <pre dir="auto">{children}</pre>,
  th: ({ style, children }) => <th className={alignments[style?.textAlign ?? "start"]}>{children}</th>,
  td: ({ style, children }) => <td className={alignments[style?.textAlign ?? "start"]}>{children}</td>,
};

const alignments: Record<string, string> = {
  start: "text-start",
  left: "text-left",
  center: "text-center",
  right: "text-right",
};

const looks = [
  "min-w-0 space-y-2 wrap-anywhere [&_h1]:font-semibold [&_h2]:font-semibold [&_h3]:font-semibold",
  "[&_blockquote]:border-s-2 [&_blockquote]:ps-3",
  "[&_ul]:list-disc [&_ul]:ps-5 [&_ol]:list-decimal [&_ol]:ps-6 [&_ol[data-digits='3']]:ps-9",
  "[&_ol[data-digits='4']]:ps-11 [&_ol:is([data-digits='5'],[data-digits='6'],[data-digits='7'])]:ps-18",
  "[&_ol:is([data-digits='8'],[data-digits='9'])]:ps-22",
  "[&_code]:rounded [&_code]:bg-foreground/8 [&_code]:px-1 [&_code]:font-mono [&_code]:text-13",
  // A code block has a frame, so the `code` element inside has none.
  "[&_pre]:overflow-x-auto [&_pre]:rounded-lg [&_pre]:bg-foreground/8 [&_pre]:p-2 [&_pre_code]:bg-transparent [&_pre_code]:px-0",
  "[&_table]:block [&_table]:overflow-x-auto [&_td]:border [&_td]:px-2 [&_td]:py-1 [&_th]:border [&_th]:px-2 [&_th]:py-1",
];

/** Renders a model's Markdown safely: no HTML, no images, links in a new tab. */
export function MessageMarkdown({ text, className }: { text: string; className?: string }) {
  return (
    <div className={cn(looks, className)}>
      <Markdown remarkPlugins={plugins} components={components} urlTransform={safeUrl}>
        {text}
      </Markdown>
    </div>
  );
}
