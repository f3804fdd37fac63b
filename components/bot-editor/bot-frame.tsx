"use client";

import { MessageSquareText, PanelRightClose } from "lucide-react";
import { usePathname } from "next/navigation";
import { type ReactNode, useState } from "react";
import { foldPlaceOf, keepFolded, type Folded } from "@/components/test-chat/fold";
import { TestChat } from "@/components/test-chat/test-chat";
import { useTestChat } from "@/components/test-chat/use-test-chat";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Sheet, SheetContent, SheetDescription, SheetTitle, SheetTrigger } from "@/components/ui/sheet";
import { BotHeader } from "./bot-header";
import type { Bot } from "./bot-types";

interface BotFrameProps {
  bot: Bot;
  /** Example questions for the test chat. */
  suggestions: string[];
  /** How this browser left the test chat. */
  folded: Folded;
  children: ReactNode;
}

/**
 * The frame of a bot's pages for people who edit it: the header, and the test chat beside every page. On narrow screens
 * the chat is a sheet.
 */
export function BotFrame({ bot, suggestions, folded: initial, children }: BotFrameProps) {
  const place = foldPlaceOf(usePathname());
  const [folded, setFolded] = useState(initial);
  const chat = useTestChat(bot.id);
  const isFolded = folded[place];

  function fold(next: boolean) {
    setFolded({ ...folded, [place]: next });
    keepFolded(place, next);
  }

  const view = { chat, botId: bot.id, botName: bot.name, suggestions };
  return (
    <>
      <BotHeader
        bot={bot}
        canEdit
        tools={
          <>
            <Button
              variant="outline"
              className="max-xl:hidden"
              aria-expanded={!isFolded}
              onClick={() => fold(!isFolded)}
            >
              <MessageSquareText /> Test chat
            </Button>
            <Sheet>
              <SheetTrigger asChild>
                <Button variant="outline" className="xl:hidden">
                  <MessageSquareText /> <span className="max-sm:sr-only">Test chat</span>
                </Button>
              </SheetTrigger>
              <SheetContent
                className="w-full gap-0 p-0 sm:w-[28rem]"
                // Focusing the text box would open a phone's keyboard, and the first button would show its tooltip.
                onOpenAutoFocus={(event) => {
                  event.preventDefault();
                  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
                }}
              >
                <SheetTitle className="sr-only">Test chat of {bot.name}</SheetTitle>
                <SheetDescription className="sr-only">Runs the draft; customers don’t see it.</SheetDescription>
                {/* The space of the sheet's own close button. */}
                <TestChat {...view} corner={<span className="w-8" />} />
              </SheetContent>
            </Sheet>
          </>
        }
      />
      <div className={cn(!isFolded && "xl:grid xl:cols-with-panel")}>
        {/* The pages arrange their parts by this width, not by the window's. */}
        <div className="@container min-w-0">{children}</div>
        {!isFolded && (
          <div className="sticky top-(--bot-top) h-[calc(100dvh-var(--bot-top))] border-l max-xl:hidden">
            <TestChat
              {...view}
              corner={
                <IconButton label="Fold the test chat" size="sm" onClick={() => fold(true)}>
                  <PanelRightClose />
                </IconButton>
              }
            />
          </div>
        )}
      </div>
    </>
  );
}
