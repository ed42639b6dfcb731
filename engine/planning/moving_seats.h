// Seats that move from one user to the next: an assignment in which new subscriptions and places in collections serve
// users one after the other, each for a stay.
//
//   move_seats(variants, mixes, orders, assignment);      // the best without moves goes in, a better one comes out
//
// A stay goes from the first to the last day on which the user opens what the seat covers, and lasts as long as
// assign.minimum_stay_days at least. Only users take part who have no seat that they cannot drop at once. A seat that
// moves costs what one costs over the whole horizon.
//
// At a given price of a token and without collections this is exact, a flow for each product (seat_flow.h). Collections
// compete with subscriptions for the same users, and tiers with both: those are tried in turns. The flows' prices of
// days bound what any assignment can cost: each user's cheapest mix where seats cost what their days do. So the gap
// that is left is known, by the assignment's bound. Of more than a thousand users who take part, fewer turns are taken.
#pragma once

#include "engine/planning/assignment.h"

namespace drawdown {

void move_seats(const NeedVariants& variants, const UserMixes& mixes, const TokenOrders& orders,
                Assignment& assignment);

}  // namespace drawdown
