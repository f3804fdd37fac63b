import { Check, ExternalLink, Phone } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { phoneAddress, webAddress } from "./option-address";
import type { MessageButton, OptionChoice } from "./option-choice";

const looks = {
  chip: "min-h-10 rounded-full px-4 py-2",
  block: "min-h-11 w-full rounded-xl px-4 py-2.5",
};

interface OptionButtonProps {
  option: MessageButton;
  look: keyof typeof looks;
  choice: OptionChoice;
}

/** One option of a message: a reply that the customer can send, a link to a page, or a phone number. */
export function OptionButton({ option, look, choice }: OptionButtonProps) {
  const { label, type, value } = option;
  const shape = cn(
    "inline-flex max-w-full min-w-0 items-center justify-center gap-2 border text-center text-14 leading-5 font-medium",
    looks[look],
  );
  const usable = cn(shape, "border-primary/45 bg-card text-primary shadow-raised focus-ring transition-colors");
  const hover = "hover:bg-primary-soft hover:text-primary-soft-foreground";
  const href = type === "url" ? webAddress(value) : type === "phone" ? phoneAddress(value) : null;
  if (href !== null) return <OptionLink type={type} href={href} label={label} className={cn(usable, hover)} />;
  if (type !== "reply" || choice.onChoose === null) {
    return <ReadOption label={label} isChosen={choice.chosen === value} className={shape} />;
  }
  const { onChoose, isDisabled } = choice;
  return (
    <button
      type="button"
      disabled={isDisabled}
      onClick={() => onChoose({ label, value })}
      className={cn(usable, hover, "disabled:pointer-events-none disabled:opacity-55 disabled:shadow-none")}
    >
      <OptionLabel>{label}</OptionLabel>
    </button>
  );
}

interface OptionLinkProps {
  type: MessageButton["type"];
  href: string;
  label: string;
  className: string;
}

function OptionLink({ type, href, label, className }: OptionLinkProps) {
  const isPhone = type === "phone";
  const Icon = isPhone ? Phone : ExternalLink;
  const target = isPhone ? {} : { target: "_blank", rel: "noopener noreferrer nofollow" };
  return (
    <a href={href} {...target} className={className}>
      <Icon aria-hidden className="size-4 shrink-0" />
      <OptionLabel>{label}</OptionLabel>
      {!isPhone && <span className="sr-only"> (opens in a new tab)</span>}
    </a>
  );
}

/** A read-only option: an employee sees what the customer was offered, and which option was chosen. */
function ReadOption({ label, isChosen, className }: { label: string; isChosen: boolean; className: string }) {
  return (
    <span
      className={cn(
        className,
        isChosen ? "border-border-strong bg-secondary text-secondary-foreground" : "bg-card text-muted-foreground",
      )}
    >
      {isChosen && <Check aria-hidden className="size-4 shrink-0" />}
      <OptionLabel>{label}</OptionLabel>
      {isChosen && <span className="sr-only"> (chosen)</span>}
    </span>
  );
}

function OptionLabel({ children }: { children: ReactNode }) {
  return (
    <span dir="auto" className="min-w-0 wrap-anywhere">
      {children}
    </span>
  );
}
