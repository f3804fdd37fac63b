"use client";

import { ImageIcon } from "lucide-react";
import { useId } from "react";
import { cn } from "@/components/ui/cn";
import { MessageLink } from "../message-link";
import { webAddress } from "./option-address";
import { OptionButton } from "./option-button";
import type { MessageCard, OptionChoice } from "./option-choice";

interface CardStripProps {
  cards: readonly MessageCard[];
  choice: OptionChoice;
  /** The side that the message is on. */
  side: "left" | "right";
}

/** A message's cards side by side; if they need more room they scroll, also by keyboard. */
export function CardStrip({ cards, choice, side }: CardStripProps) {
  return (
    <fieldset
      aria-label={cards.length === 1 ? "1 card" : `${cards.length} cards`}
      // Scrolling by keyboard needs the focus, also when the cards have no buttons.
      tabIndex={cards.length > 1 ? 0 : undefined}
      // Positioned, so that the hidden texts of cards out of view do not widen the page.
      className="relative -mx-1 w-[calc(100%+0.5rem)] min-w-0 snap-x scroll-px-1 overflow-x-auto overscroll-x-contain rounded-2xl focus-ring"
    >
      <ul className={cn("flex w-max items-start gap-3 p-1", side === "right" && "ml-auto")}>
        {[...cards.entries()].map(([position, card]) => (
          <Card key={position} card={card} choice={choice} />
        ))}
      </ul>
    </fieldset>
  );
}

interface CardProps extends Pick<CardStripProps, "choice"> {
  card: MessageCard;
}

function Card({ card, choice }: CardProps) {
  const { title, subtitle, buttons } = card;
  const heading = useId();
  const image = webAddress(card.image_url ?? "");
  return (
    <li className="flex w-60 max-w-[75vw] min-w-0 shrink-0 snap-start">
      <fieldset
        aria-labelledby={heading}
        className="flex w-full min-w-0 flex-col overflow-hidden rounded-2xl border bg-card shadow-raised"
      >
        <div className="grid grid-cols-[minmax(0,1fr)] gap-1 px-3.5 py-3">
          <p id={heading} dir="auto" className="text-14 leading-5 font-semibold wrap-anywhere">
            {title}
          </p>
          {subtitle && (
            <p dir="auto" className="text-13 leading-5 wrap-anywhere whitespace-pre-line text-muted-foreground">
              {subtitle}
            </p>
          )}
          {/* A member's browser contacts the image's host only when they follow the link. */}
          {image !== null && (
            <p className="flex items-center gap-1.5 text-13 leading-5">
              <ImageIcon aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
              <MessageLink href={image}>Image</MessageLink>
            </p>
          )}
        </div>
        {buttons.length > 0 && (
          <div className="grid grid-cols-[minmax(0,1fr)] gap-2 px-3 pb-3">
            {[...buttons.entries()].map(([position, button]) => (
              <OptionButton key={position} look="block" option={button} choice={choice} />
            ))}
          </div>
        )}
      </fieldset>
    </li>
  );
}
