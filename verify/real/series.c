#include "real.h"

void mv_series_vanish(struct mv_judge *judge)
{
    mv_reject(&judge->reader, MV_E436, "not yet");
}
