#include "integrations/signing/permissions.hpp"

#include "integrations/signing/signature_fields.hpp"

namespace integrations::signing {
namespace {

// Beyond these everything is locked: nobody names so many, except to keep us busy.
constexpr int most_names = 20'000, most_references = 100;

// "a.b" covers "a.b" and everything below it.
bool covers(const std::set<std::string>& names, const std::string& field) {
    if (names.contains(field)) return true;
    for (size_t dot = field.find('.'); dot != std::string::npos; dot = field.find('.', dot + 1))
        if (names.contains(field.substr(0, dot))) return true;
    return false;
}

}  // namespace

void Permissions::add_level(QPDFObjectHandle level) {
    if (!level.isInteger()) return;
    const int stated = level.getIntValueAsInt();
    if (stated >= 1 && stated <= 3 && (level_ == 0 || stated < level_)) level_ = stated;
}

void Permissions::add_lock(QPDFObjectHandle parameters) {
    if (!parameters.isDictionary()) return;
    add_level(parameters.getKey("/P"));
    auto action = parameters.getKey("/Action");
    Lock lock{Lock::Action::All, {}};  // an action that is not understood locks everything
    if (action.isNameAndEquals("/Include")) lock.action = Lock::Action::Include;
    if (action.isNameAndEquals("/Exclude")) lock.action = Lock::Action::Exclude;
    auto names = parameters.getKey("/Fields");
    if (names.isArray()) {
        names_seen_ += names.getArrayNItems();
        if (names_seen_ > most_names) lock.action = Lock::Action::All;
        else
            for (auto& name : names.getArrayAsVector())
                if (name.isString()) lock.fields.insert(name.getUTF8Value());
    }
    locks_.push_back(std::move(lock));
}

void Permissions::add_reference(QPDFObjectHandle reference) {
    if (!reference.isDictionary()) return;
    auto method = reference.getKey("/TransformMethod");
    auto parameters = reference.getKey("/TransformParams");
    if (method.isNameAndEquals("/FieldMDP")) add_lock(parameters);
    if (method.isNameAndEquals("/DocMDP") && parameters.isDictionary()) add_level(parameters.getKey("/P"));
}

Permissions Permissions::of(QPDF& signed_revision) {
    Permissions permissions;
    const int level = certified_level(signed_revision);
    permissions.certified_ = level != 0;
    permissions.level_ = level;
    for (auto& field : signature_fields(signed_revision)) {
        if (!field.signed_already() || !field.value.isDictionary()) continue;
        auto references = field.value.getKey("/Reference");
        if (references.isArray() && references.getArrayNItems() > most_references) permissions.level_ = 1;
        else if (references.isArray())
            for (auto& reference : references.getArrayAsVector()) permissions.add_reference(reference);
        permissions.add_lock(field.field.getKey("/Lock"));
    }
    return permissions;
}

Permissions::Filling Permissions::filling(const std::string& field) const {
    if (no_changes()) return Filling::Nothing;
    for (const auto& lock : locks_)
        switch (lock.action) {
            case Lock::Action::All: return Filling::Nothing;
            case Lock::Action::Include:
                if (covers(lock.fields, field)) return Filling::Nothing;
                break;
            case Lock::Action::Exclude:
                if (!covers(lock.fields, field)) return Filling::Nothing;
                break;
        }
    return certified_ || !locks_.empty() ? Filling::Everything : Filling::WhatIsEmpty;
}

}  // namespace integrations::signing
