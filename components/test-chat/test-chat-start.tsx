import { MessageCircleQuestion } from "lucide-react";
import { Button } from "@/components/ui/button";

interface TestChatStartProps {
  suggestions: string[];
  onChoose: (text: string) => void;
}

/** The empty test chat: what it is for, and example questions. */
export function TestChatStart({ suggestions, onChoose }: TestChatStartProps) {
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-5 py-6 text-center">
      <div className="grid max-w-72 justify-items-center gap-1.5">
        <span
          aria-hidden
          className="mb-1.5 flex size-11 items-center justify-center rounded-lg bg-secondary text-muted-foreground"
        >
          <MessageCircleQuestion className="size-5" />
        </span>
        <p className="text-16 font-semibold">Try the bot</p>
        <p className="text-14 leading-6 text-balance text-muted-foreground">
          Ask what a customer would ask. Below each answer, its trace shows what the bot did and every call it made.
        </p>
      </div>
      <div className="flex max-w-full flex-col items-center gap-2">
        {suggestions.map((text) => (
          <Button
            key={text}
            size="sm"
            variant="outline"
            className="h-auto min-h-8 max-w-full rounded-full py-1 wrap-anywhere whitespace-normal"
            onClick={() => onChoose(text)}
          >
            {text}
          </Button>
        ))}
      </div>
    </div>
  );
}
