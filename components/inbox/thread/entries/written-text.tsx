/** What an employee wrote, below the translation that was sent. */
export function WrittenText({ text }: { text: string }) {
  return (
    <p
      dir="auto"
      className="max-w-prose text-left text-12 leading-5 wrap-anywhere whitespace-pre-wrap text-muted-foreground"
    >
      Written as: {text}
    </p>
  );
}
