#pragma once
// Pistache's headers. They bring a macro TRY of their own: include this before anything of ours.

#include <pistache/endpoint.h>
#include <pistache/http.h>
#include <pistache/peer.h>
#undef TRY
