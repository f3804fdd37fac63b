import type { RatingDay } from "@/server/conversations/feedback/read-ratings";
import { dayName, hasRatings, scoreText } from "./rating-days";

/** The numbers of the chart for screen readers, without the days on which nothing was rated. */
export function RatingsTable({ days }: { days: readonly RatingDay[] }) {
  return (
    // Around the table, because a table does not become smaller than its content.
    <div className="sr-only">
      <table>
        <caption>Ratings by day</caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Helpful answers</th>
            <th scope="col">Not helpful answers</th>
            <th scope="col">Average score of conversations</th>
          </tr>
        </thead>
        <tbody>
          {days.filter(hasRatings).map((day) => (
            <tr key={day.day}>
              <th scope="row">{dayName(day.day)}</th>
              <td>{day.helpful}</td>
              <td>{day.unhelpful}</td>
              <td>{scoreText(day)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
