#include "server/catalogue/dossier_json.hpp"

#include <utility>

#include "dossier/workflow/decide.hpp"

namespace server::catalogue {
namespace {

using namespace dossier;

template <class Asked>
Json payload(const Done<Asked>& done) {
    return to_json(done.asked);
}
template <HasFields Change>
Json payload(const Change& change) {
    return to_json(change);
}

template <class Asked>
void read(const Json& json, Done<Asked>& done, std::vector<FieldError>& errors) {
    from_json(json, done.asked, "change", errors);
}
template <HasFields Change>
void read(const Json& json, Change& change, std::vector<FieldError>& errors) {
    from_json(json, change, "change", errors);
}

// Makes alternative number `index` of a variant and hands it to `fill`.
template <class Variant, class Fill, size_t... I>
Variant alternative(size_t index, Fill fill, std::index_sequence<I...>) {
    Variant made;
    const auto make = [&]<size_t N>() {
        if (N == index) fill(made.template emplace<N>());
    };
    (make.template operator()<I>(), ...);
    return made;
}
template <class Variant, class Fill>
Variant alternative(size_t index, Fill fill) {
    return alternative<Variant>(index, fill, std::make_index_sequence<std::variant_size_v<Variant>>{});
}

template <class Names>
std::optional<size_t> position(const Names& names, std::string_view name) {
    for (size_t i = 0; i < names.size(); ++i)
        if (names[i] == name) return i;
    return std::nullopt;
}

}  // namespace

Json event_to_json(const Event& event) {
    return {{"event", event_name(event)},
            {"at", to_json(event.at)},
            {"by", to_json(event.by)},
            {"change", std::visit([](const auto& change) { return payload(change); }, event.change)}};
}

Result<Event> event_from_json(const Json& json) {
    std::vector<FieldError> errors;
    const auto index = position(event_names, json.value("event", ""));
    if (!index || !json.contains("change") || !json.contains("at") || !json.contains("by"))
        return fail(ErrorCode::InvalidInput, "không đọc được sự kiện đã lưu");
    Event event;
    from_json(json.at("at"), event.at, "at", errors);
    from_json(json.at("by"), event.by, "by", errors);
    const auto& body = json.at("change");
    event.change = alternative<Change>(*index, [&](auto& change) { read(body, change, errors); });
    if (!errors.empty()) return fail(ErrorCode::InvalidInput, "không đọc được sự kiện đã lưu", std::move(errors));
    return event;
}

Result<Action> action_from_json(std::string_view name, const Json& body) {
    const auto index = position(action_names, name);
    if (!index) return fail(ErrorCode::NotFound, "không có thao tác này");
    std::vector<FieldError> errors;
    auto action = alternative<Action>(*index, [&]<class A>(A& chosen) {
        if (body.is_null()) return;
        from_json(body, chosen, "", errors);
        refuse_unknown_names<A>(body, "", errors);
    });
    if (!errors.empty()) return fail(ErrorCode::InvalidInput, "dữ liệu gửi lên chưa đúng", std::move(errors));
    return action;
}

Json dossier_to_json(const Dossier& dossier, Defaults defaults) { return to_json(dossier, defaults); }

Result<Dossier> dossier_from_json(const Json& json) {
    std::vector<FieldError> errors;
    Dossier dossier;
    from_json(json, dossier, "", errors);
    if (!errors.empty()) return fail(ErrorCode::InvalidInput, "không đọc được hồ sơ đã lưu", std::move(errors));
    return dossier;
}

}  // namespace server::catalogue
