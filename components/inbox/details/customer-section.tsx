"use client";

import { ExternalLink } from "lucide-react";
import Link from "next/link";
import { LocalTime } from "@/components/ui/local-time";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { HIDDEN } from "@/server/accounts/access/hide-contacts";
import type { InboxConversation } from "../inbox-types";
import { linkLabel } from "./link-label";
import { NotVerified } from "./checked-mark";
import { VisitorFacts } from "./visitor-facts";
import { customerName } from "../list/row-name";
import { DetailsSection, Fact } from "./details-section";

/** The customer's name and addresses, whether anybody has checked them, and the channel that they use. */
export function CustomerSection({ conversation }: { conversation: InboxConversation }) {
  const { clientName, clientPhone, clientEmail, source, channel, link, createdAt, placeholders, rating } = conversation;
  const name = customerName(conversation);
  const mark = conversation.visitor && <NotVerified />;
  return (
    <DetailsSection title="Customer">
      <p className="flex min-w-0 items-center gap-3">
        <Avatar name={name} size="lg" />
        <span className="grid min-w-0">
          <span className="text-14 font-medium wrap-anywhere">{name}</span>
          {clientName && mark}
        </span>
      </p>
      <dl className="grid gap-1.5">
        {clientName && clientName !== name && <Fact name="Name">{clientName}</Fact>}
        {clientPhone && (
          <Fact name="Phone">
            <ContactLink href={`tel:${clientPhone}`}>{clientPhone}</ContactLink> {mark}
          </Fact>
        )}
        {clientEmail && (
          <Fact name="E-mail">
            <ContactLink href={`mailto:${encodeURIComponent(clientEmail)}`}>{clientEmail}</ContactLink> {mark}
          </Fact>
        )}
        <Fact name="Channel">
          <Link
            href={`/bots/${channel.botId}/channels/${channel.id}/conversations/${conversation.id}`}
            className="rounded-sm text-primary underline-offset-4 focus-ring hover:underline"
          >
            {channel.name}
            <span className="sr-only">: this conversation in the channel</span>
          </Link>
        </Fact>
        <VisitorFacts conversation={conversation} />
        {source && <Fact name="Source">{source}</Fact>}
        <Fact name="Since">
          <LocalTime at={createdAt} />
        </Fact>
        {rating?.score && (
          <Fact name="Rating">
            {rating.score} of 5
            {rating.comment !== null && <span className="whitespace-pre-wrap">: {rating.comment}</span>}
          </Fact>
        )}
        {Object.entries(placeholders).map(([key, value]) => (
          <Fact key={key} name={key}>
            {value}
          </Fact>
        ))}
      </dl>
      {link && (
        <Button asChild size="sm" variant="outline" className="w-fit max-w-full">
          <a href={link.url} target="_blank" rel="noopener noreferrer">
            <ExternalLink /> <span className="truncate">{linkLabel(link)}</span>
          </a>
        </Button>
      )}
    </DetailsSection>
  );
}

function ContactLink({ href, children }: { href: string; children: string }) {
  if (children === HIDDEN) return <span className="text-muted-foreground">Hidden from your role</span>;
  return (
    <a href={href} className="rounded-sm underline underline-offset-2 focus-ring">
      {children}
    </a>
  );
}
