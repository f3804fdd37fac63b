"use client";

import { ExternalLink, ThumbsUp } from "lucide-react";
import type { ChannelOf } from "@/components/channels/channel-types";
import { RatingsCard } from "@/components/channels/ratings/ratings-card";
import { showPart } from "@/components/channels/web/draft/use-part";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** What visitors of the chat think of its answers. */
export function RatingsPart({ channel }: { channel: ChannelOf<"web"> }) {
  return <RatingsCard botId={channel.botId} channelId={channel.id} empty={<NoRatings channel={channel} />} />;
}

function NoRatings({ channel: { settings, chatUrl } }: { channel: ChannelOf<"web"> }) {
  const { feedback, rating } = settings.widget.features;
  if (!feedback && !rating) {
    return (
      <EmptyState
        icon={<ThumbsUp />}
        title="Visitors cannot rate anything"
        action={
          <Button variant="outline" onClick={() => showPart("features")}>
            Choose what visitors can do
          </Button>
        }
      >
        Let them rate answers or conversations to see here what helps and what does not.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<ThumbsUp />}
      title="No ratings in the last 30 days"
      action={
        chatUrl !== null && (
          <Button asChild variant="outline">
            <a href={chatUrl} target="_blank" rel="noopener">
              <ExternalLink /> Open the chat
            </a>
          </Button>
        )
      }
    >
      {feedback
        ? "Visitors rate an answer with the thumbs below it. Write to the bot yourself and rate its answer: it appears here."
        : "Visitors rate a conversation from 1 to 5 in the chat’s menu. Try it yourself: the rating appears here."}
    </EmptyState>
  );
}
