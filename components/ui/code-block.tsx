import { cn } from "./cn";
import { CopyButton } from "./copy-button";

interface CodeBlockProps {
  code: string;
  /** Shown above the code: a file name, a language or a description. */
  title?: string;
  /** Long lines scroll sideways (default) or wrap. */
  wrap?: boolean;
  /** The text to copy, if it differs from the shown code, such as a masked secret. */
  copied?: string;
  /** Use Tailwind's `max-h-*` to scroll inside. */
  className?: string;
}

/** Code or a payload in monospace, with a copy button. */
export function CodeBlock({ code, title, wrap = false, copied = code, className }: CodeBlockProps) {
  return (
    <figure className={cn("relative flex min-w-0 flex-col overflow-hidden rounded-lg border bg-muted", className)}>
      {title && (
        <figcaption className="border-b px-3 py-1.5 pr-12 text-12 leading-5 font-medium text-muted-foreground">
          {title}
        </figcaption>
      )}
      <CopyButton
        text={copied}
        label={title ? `Copy ${title}` : "Copy code"}
        className={cn("absolute right-1 z-10 bg-muted", title ? "top-0" : "top-1")}
      />
      <pre
        // Long lines scroll, so the keyboard must reach them.
        tabIndex={0}
        className={cn(
          "min-h-0 flex-1 overflow-auto p-3 pr-11 font-mono text-13 leading-5 -outline-offset-2 outline-transparent focus-visible:outline-2 focus-visible:outline-ring",
          wrap && "wrap-anywhere whitespace-pre-wrap",
        )}
      >
        <code>{code}</code>
      </pre>
    </figure>
  );
}
